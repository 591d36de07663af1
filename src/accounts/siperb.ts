/**
 * The Siperb account: a personal access token, checked, and the SIP credentials of one of its devices. The requests are
 * in siperbApi.ts, what their settings mean in siperbSettings.ts. No problem ever quotes the token.
 */
import * as v from 'valibot';
import type { SipCredentials, SiperbAccount } from './credentials.ts';
import { isBaseUrl } from './loopback.ts';
import type { Refused } from './plivoServer.ts';
import {
  type Answer,
  type Asked,
  fetchDevice,
  listDevices,
  logIn,
  refuse,
  SCRIPT,
  type SiperbDevice,
  type SiperbProvisioning,
  type SiperbSession,
} from './siperbApi.ts';
import type { SiperbCache } from './siperbCache.ts';
import { readSettings } from './siperbSettings.ts';

/** Where Siperb's service is, unless an account names another place. */
export const SIPERB_API = 'https://api.siperb.com';

export type SiperbForm = { readonly token: string; readonly deviceToken?: string; readonly api?: string };

/** `value` is empty for the token. */
export type SiperbFormProblem = {
  readonly field: keyof SiperbForm;
  readonly value: string;
  readonly fix: string;
};

export type SiperbCheck =
  | { readonly ok: true; readonly account: SiperbAccount }
  | { readonly ok: false; readonly problems: readonly SiperbFormProblem[] };

/** Refused: the account to ask with next time, as for every account that is renewed. */
export type SiperbObtained =
  | { readonly ok: true; readonly credentials: SipCredentials }
  | (Refused & { readonly account: SiperbAccount });

export interface SiperbClient {
  /** The devices that a browser can be: those of the platform "script". Never rejects. */
  devices(
    account: SiperbAccount,
  ): Promise<{ readonly ok: true; readonly devices: readonly SiperbDevice[] } | Refused>;
  /** What a phone needs, fresh; the last there was when the service is out of order. Never rejects. */
  credentials(account: SiperbAccount): Promise<SiperbObtained>;
  /** The same with a new log-in: the session that there is may be what a SIP server has just refused. */
  renewed(account: SiperbAccount): Promise<SiperbObtained>;
  /** Nothing of anybody's is kept: somebody signed out. */
  forget(): void;
}

const FIXES = {
  token: 'Write the personal access token from Siperb’s control panel, in one piece.',
  deviceToken: 'Write the device token from Siperb’s control panel, or leave it empty to choose a device.',
  api: 'Write the address of Siperb’s service: https://api.siperb.com. http:// works on this computer only.',
} as const satisfies Record<keyof SiperbForm, string>;

const formSchema = v.object({
  // What a header can carry.
  token: v.pipe(v.string(), v.trim(), v.regex(/^[\x21-\x7e]{8,4096}$/)),
  deviceToken: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^(?!\.{1,2}$)[\x21-\x7e]{0,256}$/))),
  api: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(512), v.check(isBaseUrl))),
});

/** `unknown` → an account, or every field that is wrong, each once. */
export function checkSiperbAccount(input: unknown): SiperbCheck {
  const result = v.safeParse(formSchema, input);
  if (result.success) {
    const { token, deviceToken, api = SIPERB_API } = result.output;
    const account = { kind: 'siperb', api: api.replace(/\/+$/, ''), token } as const;
    return { ok: true, account: deviceToken ? { ...account, deviceToken } : account };
  }
  const wrong = result.issues.map(({ path }) => (path?.[0]?.key ?? 'token') as keyof SiperbForm);
  const problems = [...new Set(wrong)].map((field) => ({
    field,
    value: shown(field, input),
    fix: FIXES[field],
  }));
  return { ok: false, problems };
}

function shown(field: keyof SiperbForm, input: unknown): string {
  if (field === 'token') return '';
  const value = (input as Partial<Record<keyof SiperbForm, unknown>> | null)?.[field];
  if (typeof value !== 'string') return '';
  // https://user:secret@host: a secret in the wrong place is still one.
  return value.replace(/\/\/[^/@]*@/, '//…@').slice(0, 80);
}

/** `asked`: fetch, the signal that ends everything, and the patience for one answer. Without a cache each time anew. */
export function createSiperbClient(asked: Asked, cache: SiperbCache | null = null): SiperbClient {
  let underWay = 0;
  let isForgotten = false;

  /** An answer that arrives after somebody signed out brings back what was forgotten: then it is forgotten again. */
  async function during<Value>(work: () => Promise<Value>): Promise<Value> {
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
      if (isForgotten && underWay === 0) forget();
    }
  }

  function forget(): void {
    cache?.clear();
    isForgotten = underWay > 0;
  }

  async function session(account: SiperbAccount): Promise<Answer<SiperbSession>> {
    const answer = await logIn(account.api, account.token, asked);
    if (answer.ok) keep(account, answer.value);
    return answer;
  }

  function keep(account: SiperbAccount, session: SiperbSession | null, credentials?: SipCredentials): void {
    const before = cache?.read(account)?.credentials ?? {};
    const device = credentials && deviceOf(credentials);
    const after = credentials && device ? { ...before, [device]: credentials } : before;
    cache?.write(account, { session, credentials: after });
  }

  /** Asks with the session there is. A refused one costs one new log-in, and then its answer is the last word. */
  async function withSession<Value>(
    account: SiperbAccount,
    ask: (session: SiperbSession) => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> {
    const kept = cache?.read(account)?.session;
    const first = kept ? ({ ok: true, value: kept } as const) : await session(account);
    if (!first.ok) return first;
    const answer = await ask(first.value);
    if (answer.ok || (answer.status !== 401 && answer.status !== 403)) return answer;
    const second = await session(account);
    return second.ok ? ask(second.value) : second;
  }

  async function scripts(account: SiperbAccount): Promise<Answer<readonly SiperbDevice[]>> {
    const answer = await withSession(account, (session) => listDevices(account.api, session, asked));
    if (!answer.ok) return answer;
    const devices = answer.value.filter(({ platform }) => platform === SCRIPT);
    if (devices.length > 0) return { ok: true, value: devices };
    return answer.value.length === 0
      ? refuse('device-missing', 'the account has no devices')
      : refuse('device-unsuitable', `no device has the platform "${SCRIPT}"`);
  }

  async function pick(account: SiperbAccount): Promise<Answer<string>> {
    if (account.deviceToken) return { ok: true, value: account.deviceToken };
    const answer = await scripts(account);
    if (!answer.ok) return answer;
    const [only, ...others] = answer.value;
    return only && others.length === 0
      ? { ok: true, value: only.deviceToken }
      : refuse('device-not-chosen', `${answer.value.length} devices to choose from`);
  }

  async function provisioned(account: SiperbAccount, deviceToken: string): Promise<Answer<SipCredentials>> {
    const answer = await withSession(account, async (session) => {
      const device = await fetchDevice(account.api, session, deviceToken, asked);
      return device.ok ? { ok: true, value: { device: device.value, session } } : device;
    });
    if (!answer.ok) return answer.status === 404 ? refuse('device-missing', 'no such device') : answer;
    const { device, session } = answer.value;
    const read = credentialsOf(account, deviceToken, device, session);
    if (read.ok) keep(account, session, read.value);
    return read;
  }

  /** An outage of theirs must not take a desk down that was at work a minute ago. */
  function lastOf(account: SiperbAccount, { failure }: Refused): SipCredentials | undefined {
    const isOutage = failure.code === 'server-unreachable' || failure.code === 'server-failed';
    const known = (isOutage && cache?.read(account)?.credentials) || {};
    return account.deviceToken ? known[account.deviceToken] : Object.values(known)[0];
  }

  async function credentials(account: SiperbAccount): Promise<SiperbObtained> {
    const picked = await pick(account);
    const answer = picked.ok ? await provisioned(account, picked.value) : picked;
    if (answer.ok) return { ok: true, credentials: answer.value };
    const last = lastOf(account, answer);
    return last ? { ok: true, credentials: last } : { ...answer, account };
  }

  return {
    credentials: (account) => during(() => credentials(account)),
    devices: (account) =>
      during(async () => {
        const answer = await scripts(account);
        return answer.ok ? { ok: true, devices: answer.value } : answer;
      }),
    renewed: (account) =>
      during(() => {
        keep(account, null);
        return credentials(account);
      }),
    forget,
  };
}

function deviceOf({ from }: SipCredentials): string | undefined {
  return from?.kind === 'siperb' ? from.deviceToken : undefined;
}

function credentialsOf(
  account: SiperbAccount,
  deviceToken: string,
  { Platform, Settings_json }: SiperbProvisioning,
  session: SiperbSession,
): Answer<SipCredentials> {
  if (Platform !== SCRIPT) return refuse('device-unsuitable', `its platform is not "${SCRIPT}"`);
  const read = readSettings(Settings_json, session, account.api);
  return read.ok
    ? { ok: true, value: { ...read.credentials, from: { ...account, deviceToken } } }
    : refuse('server-unusable', `settings missing or unusable: ${read.wrong.join(', ')}`);
}
