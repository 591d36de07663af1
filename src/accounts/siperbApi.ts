/**
 * Siperb's three requests over fetch: log in, list the devices, fetch one device's settings. Each is answered or refused
 * as data. Which of them are made, and what becomes of the settings, is siperb.ts and siperbSettings.ts. Their own
 * library is not used: it loads scripts from elsewhere, which an extension must not.
 */
import * as v from 'valibot';
import type { FailureCode } from '../call/failure.ts';
import { isRedirect, noAnswer, parseJson, readShort, retryAfterMs } from './httpAnswer.ts';
import type { Refused } from './plivoServer.ts';

/** What a log-in yields. The token is as secret as a password. */
export type SiperbSession = { readonly sessionToken: string; readonly userId: string };

/** A device as the list has it. Only those of the platform "script" are for a browser. */
export type SiperbDevice = { readonly deviceToken: string; readonly platform: string; readonly name: string };

export type Asked = {
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  /** How long one answer may take. */
  readonly patienceMs?: number;
};

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | (Refused & { readonly status?: number });

/** The platform of devices that are provisioned by a script, as Siperb spells it. */
export const SCRIPT = 'script';

const PATIENCE_MS = 10_000;

/** What a header can carry, and nothing that could begin another one. */
const headerText = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,4096}$/));
/** One segment of a path; "." and ".." would be walked. */
const segment = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.integer())]),
  v.transform(String),
  v.regex(/^(?!\.{1,2}$)[\x21-\x7e]{1,256}$/),
);

const sessionReply = v.pipe(
  v.object({ SessionToken: headerText, UserId: segment }),
  v.transform(({ SessionToken, UserId }): SiperbSession => ({ sessionToken: SessionToken, userId: UserId })),
);

const text = v.fallback(v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120))), undefined);
/** Siperb documents DeviceToken and Platform; what a device is called is looked for under the names it might have. */
const deviceReply = v.pipe(
  v.object({
    DeviceToken: segment,
    Platform: v.fallback(v.string(), ''),
    DeviceName: text,
    DisplayName: text,
    Name: text,
    Description: text,
  }),
  v.transform((device): SiperbDevice => {
    const name = device.DeviceName ?? device.DisplayName ?? device.Name ?? device.Description;
    const { DeviceToken, Platform } = device;
    return { deviceToken: DeviceToken, platform: Platform, name: name ?? `…${DeviceToken.slice(-4)}` };
  }),
);

const settingsReply = v.object({
  Platform: v.fallback(v.string(), ''),
  // An object, as their library takes it, or the same as text.
  Settings_json: v.fallback(v.union([v.record(v.string(), v.unknown()), v.string()]), {}),
});

/** `Settings_json` of a device, still as it came, and the device's platform. */
export type SiperbProvisioning = v.InferOutput<typeof settingsReply>;

/** POST /Login with the personal access token. Never rejects. */
export async function logIn(api: string, token: string, asked: Asked): Promise<Answer<SiperbSession>> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return ask(`${api}/Login`, { method: 'POST', headers }, sessionReply, asked);
}

/** GET /Users/{UserId}/Devices/. All devices; what is not one is passed over. Never rejects. */
export async function listDevices(
  api: string,
  { userId, sessionToken }: SiperbSession,
  asked: Asked,
): Promise<Answer<readonly SiperbDevice[]>> {
  const url = `${api}/Users/${encodeURIComponent(userId)}/Devices/`;
  const headers = { 'X-Api-Key': sessionToken };
  const answer = await ask(url, { method: 'GET', headers }, v.array(v.unknown()), asked);
  if (!answer.ok) return answer;
  const devices = answer.value.flatMap((device) => {
    const parsed = v.safeParse(deviceReply, device);
    return parsed.success ? [parsed.output] : [];
  });
  return { ok: true, value: devices };
}

/** GET /Users/{UserId}/Devices/{DeviceToken}/, with password and settings. Never rejects. */
export async function fetchDevice(
  api: string,
  { userId, sessionToken }: SiperbSession,
  deviceToken: string,
  asked: Asked,
): Promise<Answer<SiperbProvisioning>> {
  const device = `${encodeURIComponent(userId)}/Devices/${encodeURIComponent(deviceToken)}`;
  const url = `${api}/Users/${device}/?password=yes&settings_json=yes`;
  return ask(url, { method: 'GET', headers: { 'X-Api-Key': sessionToken } }, settingsReply, asked);
}

async function ask<Value>(
  url: string,
  request: RequestInit,
  schema: v.GenericSchema<unknown, Value>,
  { fetch, signal, patienceMs = PATIENCE_MS }: Asked,
): Promise<Answer<Value>> {
  try {
    const response = await fetch(url, {
      ...request,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    return await read(response, schema);
  } catch (error) {
    return refuse('server-unreachable', noAnswer(error, patienceMs));
  }
}

async function read<Value>(
  response: Response,
  schema: v.GenericSchema<unknown, Value>,
): Promise<Answer<Value>> {
  if (isRedirect(response)) return refuse('server-unusable', 'it redirects');
  if (!response.ok) return refusal(response);
  const body = parseJson(await readShort(response));
  if (body === undefined) return refuse('server-unusable', 'the answer is not JSON');
  const parsed = v.safeParse(schema, body);
  return parsed.success
    ? { ok: true, value: parsed.output }
    : refuse('server-unusable', 'the answer is not what Siperb documents');
}

/** Bodies of refusals are not documented, so only the status speaks. */
function refusal(response: Response) {
  const { status } = response;
  const waitMs = retryAfterMs(response);
  const refused = { ...refuse(codeOf(status), `HTTP ${status}`), status };
  return waitMs === null ? refused : { ...refused, retryAfterMs: waitMs };
}

function codeOf(status: number): FailureCode {
  if (status === 401) return 'sign-in-expired';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-failed' : 'server-unusable';
}

/** `detail` names no token, key or password. */
export function refuse(code: FailureCode, detail: string): Refused {
  return { ok: false, failure: { code, detail: `Siperb: ${detail}` } };
}
