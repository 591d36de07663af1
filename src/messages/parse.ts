/**
 * `unknown` → a message of the protocol, or null. Strict schemas with lengths: an unknown key, a wrong type or an
 * endless text is no message. Texts that will be shown lose what could deceive the eye. What the values mean is not known here.
 */
import * as v from 'valibot';
import { parseCallId } from '../call/callId.ts';
import type { Command } from '../call/command.ts';
import { FAILURE_CODES } from '../call/failure.ts';
import type { CallId } from '../call/state.ts';
import { type E164, toE164 } from '../numbers/e164.ts';
import { isWebOrigin } from './origin.ts';
import type { Announcement, HostRequest, SwitchboardRequest } from './protocol.ts';
import { accountForm, address, openable, plivoAccount } from './secrets.ts';
import { cleanText, MAX_TEXT } from './text.ts';

const MAX_CALLS = 50;
const MAX_RECENT = 500;

const shownText = v.pipe(v.string(), v.maxLength(MAX_TEXT), v.transform(cleanText));
const origin = v.pipe(v.string(), v.maxLength(300), v.check(isWebOrigin));
const epochMs = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const callId = v.custom<CallId>((value) => parseCallId(value) !== null);
const e164 = v.custom<E164>((value) => toE164(value) !== null);
const country = v.pipe(v.string(), v.regex(/^(?:[A-Z]{2}|001)$/));
const ofCountry = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
const recordAddress = v.pipe(v.string(), v.startsWith('/'), v.maxLength(300));
const countrySource = v.picklist(['prefix', 'record', 'site', 'policy', 'account']);
const failure = v.strictObject({
  code: v.picklist(FAILURE_CODES),
  detail: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_TEXT))),
});

const remoteEntries = {
  display: shownText,
  name: v.exactOptional(shownText),
  company: v.exactOptional(shownText),
  extension: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9*#,]{1,20}$/))),
};
const remote = v.strictObject({ e164: v.nullable(e164), ...remoteEntries });
const raisedEntries = {
  callId,
  remote: v.strictObject({ e164, ...remoteEntries }),
  text: shownText,
  country,
  why: countrySource,
};
const raised = v.strictObject(raisedEntries);

const command = v.variant('type', [
  v.strictObject({ type: v.literal('raise'), raised }),
  v.strictObject({ type: v.literal('dismissRaised') }),
  v.strictObject({ type: v.literal('dial'), callId, remote }),
  v.strictObject({ type: v.literal('answer'), callId }),
  v.strictObject({ type: v.literal('hangUp'), callId }),
  v.strictObject({ type: v.literal('hold'), callId }),
  v.strictObject({ type: v.literal('resume'), callId }),
  v.strictObject({ type: v.literal('setMuted'), callId, muted: v.boolean() }),
  v.strictObject({
    type: v.literal('sendDigits'),
    callId,
    digits: v.pipe(v.string(), v.regex(/^[0-9*#A-D,]{1,64}$/)),
  }),
  v.strictObject({ type: v.literal('dismissCall'), callId }),
  v.strictObject({ type: v.literal('reconnect') }),
  v.strictObject({ type: v.literal('checkMicrophone') }),
]) satisfies v.GenericSchema<unknown, Command>;

const commandRequest = v.strictObject({ type: v.literal('command'), command });
const getState = v.strictObject({ type: v.literal('getState') });
const getRecentCalls = v.strictObject({
  type: v.literal('getRecentCalls'),
  limit: v.pipe(count, v.minValue(1), v.maxValue(MAX_RECENT)),
});

const switchboardRequest = v.variant('type', [
  v.strictObject({ type: v.literal('raiseFromPage'), raised }),
  v.strictObject({ type: v.literal('getPageSettings') }),
  v.strictObject({ type: v.literal('readFrame') }),
  v.strictObject({ type: v.literal('correctCountry'), record: recordAddress, country: ofCountry }),
  v.strictObject({ type: v.literal('chooseDialler'), dialler: v.picklist(['offhook', 'page']) }),
  commandRequest,
  getState,
  getRecentCalls,
  v.strictObject({
    type: v.literal('signIn'),
    account: accountForm,
    remember: v.boolean(),
  }),
  v.strictObject({ type: v.literal('getSignInOffer'), server: address }),
  v.strictObject({ type: v.literal('signOut') }),
  v.strictObject({ type: v.literal('getAccount') }),
  v.strictObject({ type: v.literal('checkPlivo') }),
  v.strictObject({ type: v.literal('getSite'), origin }),
  v.strictObject({
    type: v.literal('setSite'),
    origin,
    enabled: v.boolean(),
    country: v.exactOptional(country),
  }),
  v.strictObject({
    type: v.literal('hostStarted'),
    hostId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  }),
  v.strictObject({ type: v.literal('renewCredentials'), account: plivoAccount }),
  v.strictObject({ type: v.literal('recycleHost'), credentials: openable }),
]) satisfies v.GenericSchema<unknown, SwitchboardRequest>;

const hostRequest = v.variant('type', [
  commandRequest,
  getState,
  getRecentCalls,
  v.strictObject({ type: v.literal('openPhone'), credentials: openable }),
  v.strictObject({ type: v.literal('closePhone') }),
  v.strictObject({ type: v.literal('getOpenAccount') }),
]) satisfies v.GenericSchema<unknown, HostRequest>;

const call = v.strictObject({
  id: callId,
  direction: v.picklist(['outgoing', 'incoming']),
  remote,
  status: v.picklist(['offered', 'dialing', 'ringing', 'live', 'held', 'ended']),
  muted: v.boolean(),
  startedAt: epochMs,
  answeredAt: v.exactOptional(epochMs),
  endedAt: v.exactOptional(epochMs),
  endedBy: v.exactOptional(v.picklist(['local', 'remote'])),
  failure: v.exactOptional(failure),
});
const line = v.variant('status', [
  v.strictObject({ status: v.literal('offline') }),
  v.strictObject({ status: v.literal('connecting'), attempt: count, retryAt: v.exactOptional(epochMs) }),
  v.strictObject({ status: v.literal('ready'), identity: shownText }),
  v.strictObject({ status: v.literal('failed'), failure }),
]);
const phoneState = v.strictObject({
  hostId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  rev: count,
  line,
  calls: v.pipe(v.array(call), v.maxLength(MAX_CALLS)),
  activeCallId: v.nullable(callId),
  raised: v.nullable(v.strictObject({ ...raisedEntries, raisedAt: epochMs })),
  microphone: v.picklist(['unknown', 'granted', 'denied', 'missing']),
  capabilities: v.strictObject({
    hold: v.boolean(),
    mute: v.boolean(),
    dtmf: v.boolean(),
    incoming: v.boolean(),
    maxCalls: count,
  }),
});
const announcement = v.strictObject({
  type: v.literal('snapshot'),
  state: phoneState,
}) satisfies v.GenericSchema<unknown, Announcement>;

/** What a screen, a page or the host asks of the background. */
export function parseSwitchboardRequest(value: unknown): SwitchboardRequest | null {
  return parse(switchboardRequest, value);
}

/** What the switchboard asks of the host. */
export function parseHostRequest(value: unknown): HostRequest | null {
  return parse(hostRequest, value);
}

/** What the host tells everybody. */
export function parseAnnouncement(value: unknown): Announcement | null {
  return parse(announcement, value);
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output | null {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
}
