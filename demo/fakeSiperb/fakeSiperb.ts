/**
 * A stand-in for Siperb's provisioning service: its three routes, every way in which they can go wrong, and a record of
 * what was asked. A Request in, a Response out; listening is serve.ts. Who registers with what it hands out is not its
 * business.
 */
import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';

/** A device as Siperb keeps it. `settings` may be the text of a JSON object, as some of its answers are. */
export type FakeDevice = {
  readonly token: string;
  readonly platform: string;
  readonly name?: string;
  readonly settings: Readonly<Record<string, unknown>> | string;
};

export type FakeSiperbOptions = {
  /** Personal access tokens, and the id of the user that each belongs to. */
  readonly users: Readonly<Record<string, string>>;
  /** Every user's devices. */
  readonly devices: readonly FakeDevice[];
};

export type SiperbRoute = 'login' | 'devices' | 'provisioning';

/** What a route does instead of its work. `slow`: it answers when the asker has gone. */
export type SiperbFault = 'unauthorised' | 'forbidden' | 'broken' | 'rate-limited' | 'not-json' | 'slow';

/** A request as it came: `path` with its query, header names in lower case. */
export type SiperbRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type FakeSiperb = {
  readonly answer: (request: Request) => Promise<Response>;
  /** Reaches the fake alone, without a network; rejects when its signal aborts, as the browser's does. */
  readonly fetch: typeof globalThis.fetch;
  readonly requests: readonly SiperbRequest[];
  /** What the route does from now on; null: its work. */
  fail(route: SiperbRoute, fault: SiperbFault | null): void;
  setDevices(devices: readonly FakeDevice[]): void;
  /** Every session is unknown from now on. */
  expireSessions(): void;
};

const STATUS = { unauthorised: 401, forbidden: 403, broken: 500, 'rate-limited': 429 } as const;

export function createFakeSiperb(options: FakeSiperbOptions): FakeSiperb {
  const requests: SiperbRequest[] = [];
  const sessions = new Map<string, string>();
  const faults = new Map<SiperbRoute, SiperbFault>();
  let { devices } = options;
  const app = new Hono();

  app.use(async ({ req }, next) => {
    const { pathname, search } = new URL(req.url);
    const headers = req.header();
    requests.push({ method: req.method, path: pathname + search, headers, body: await req.text() });
    await next();
  });

  const guard = (route: SiperbRoute, work: (c: Context) => Response) => async (c: Context) => {
    const fault = faults.get(route);
    if (!fault) return work(c);
    if (fault === 'not-json') return c.html('<!doctype html><title>Maintenance</title>');
    if (fault === 'slow') await gone(c.req.raw.signal);
    return c.body(null, fault === 'slow' ? 504 : STATUS[fault]);
  };
  const knows = (c: Context) => {
    const user = sessions.get(c.req.header('x-api-key') ?? '');
    return user !== undefined && user === c.req.param('user');
  };

  app.post(
    '/Login',
    guard('login', (c) => {
      const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
      const user = options.users[token];
      if (user === undefined) return c.json({ message: 'Unauthorized' }, 401);
      const session = randomBytes(18).toString('base64url');
      sessions.set(session, user);
      return c.json({ SessionToken: session, UserId: user });
    }),
  );
  app.get(
    '/Users/:user/Devices/',
    guard('devices', (c) => (knows(c) ? c.json(devices.map(listed)) : c.body(null, 401))),
  );
  app.get(
    '/Users/:user/Devices/:device/',
    guard('provisioning', (c) => {
      if (!knows(c)) return c.body(null, 401);
      const device = devices.find(({ token }) => token === c.req.param('device'));
      if (!device) return c.body(null, 404);
      // Both are left out unless they are asked for.
      const wanted = c.req.query('settings_json') === 'yes' && c.req.query('password') === 'yes';
      return c.json({ ...listed(device), ...(wanted && { Settings_json: device.settings }) });
    }),
  );

  const answer = async (request: Request) => app.fetch(request);
  return {
    answer,
    fetch: (input, { signal, ...init } = {}) =>
      Promise.race([answer(new Request(input, init)), aborted(signal)]),
    requests,
    fail: (route, fault) => void (fault ? faults.set(route, fault) : faults.delete(route)),
    setDevices: (now) => {
      devices = now;
    },
    expireSessions: () => sessions.clear(),
  };
}

function listed({ token, platform, name }: FakeDevice) {
  return { DeviceToken: token, Platform: platform, ...(name !== undefined && { DeviceName: name }) };
}

function gone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
