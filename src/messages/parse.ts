/**
 * `unknown` → a message of the protocol, or null. Strict schemas with lengths: an unknown key, a wrong type or an
 * endless text is no message. What the values mean is not known here.
 */
import * as v from 'valibot';

import {
  accountId,
  callId,
  command,
  count,
  country,
  e164,
  epochMs,
  origin,
  raisedEntries,
} from './callSchemas.ts';
import type { Announcement, HostRequest, SwitchboardRequest } from './protocol.ts';
import { accountForm, address, openable, renewableAccount, token } from './secrets.ts';
import { phoneSettingsChange, settingsChange, settingsEntries } from './settingsSchema.ts';
import { phoneState } from './stateSchema.ts';
import { cleanNote } from './text.ts';

const MAX_RECENT = 500;
const MAX_ACCOUNTS = 20;
const MAX_LABEL = 200;
/** A list of those not to be called: more than a company has said no to. */
const MAX_NUMBERS = 200_000;

const commandRequest = v.strictObject({ type: v.literal('command'), command });
const getState = v.strictObject({ type: v.literal('getState') });
const getRecentCalls = v.strictObject({
  type: v.literal('getRecentCalls'),
  limit: v.pipe(count, v.minValue(1), v.maxValue(MAX_RECENT)),
});

const MAX_NOTE = 2_000;
const MAX_FORGOTTEN = 10_000;
/** Kept as written, but for what could deceive the eye. */
const written = (most: number) => v.pipe(v.string(), v.maxLength(most), v.transform(cleanNote));
const journalRequests = [
  v.strictObject({
    type: v.literal('searchCalls'),
    query: v.strictObject({
      text: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_LABEL))),
      direction: v.exactOptional(v.picklist(['outgoing', 'incoming'])),
      missed: v.exactOptional(v.literal(true)),
      before: v.exactOptional(epochMs),
      limit: v.pipe(count, v.minValue(1), v.maxValue(MAX_RECENT)),
    }),
  }),
  v.strictObject({
    type: v.literal('noteCall'),
    callId,
    note: v.strictObject({
      disposition: v.exactOptional(written(MAX_LABEL)),
      note: v.exactOptional(written(MAX_NOTE)),
    }),
  }),
  v.strictObject({
    type: v.literal('forgetCalls'),
    callIds: v.exactOptional(v.pipe(v.array(callId), v.maxLength(MAX_FORGOTTEN))),
  }),
  v.strictObject({ type: v.literal('markMissedSeen') }),
  v.strictObject({ type: v.literal('getQuality'), callId }),
] as const;

const checkLine = v.strictObject({ type: v.literal('checkLine'), accountId });
const ofCountry = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
const recordAddress = v.pipe(v.string(), v.startsWith('/'), v.maxLength(300));
const openAccount = { accountId, label: v.pipe(v.string(), v.maxLength(MAX_LABEL)), credentials: openable };
const doNotCall = v.strictObject({
  salt: v.pipe(v.string(), v.maxLength(64)),
  hashes: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\da-f]{16}$/))), v.maxLength(MAX_NUMBERS)),
});
const hostSettings = v.strictObject({
  ...settingsEntries,
  doNotCall: v.pipe(v.array(doNotCall), v.maxLength(2)),
});

const switchboardRequest = v.variant('type', [
  v.strictObject({
    type: v.literal('raiseFromPage'),
    raised: v.strictObject(raisedEntries),
    atOnce: v.boolean(),
  }),
  v.strictObject({ type: v.literal('cancelFromPage'), callId }),
  v.strictObject({ type: v.literal('getTimeZones'), e164 }),
  v.strictObject({ type: v.literal('getPageSettings') }),
  v.strictObject({ type: v.literal('readFrame') }),
  v.strictObject({ type: v.literal('correctCountry'), record: recordAddress, country: ofCountry }),
  v.strictObject({ type: v.literal('chooseDialler'), dialler: v.picklist(['offhook', 'page']) }),
  commandRequest,
  getState,
  getRecentCalls,
  ...journalRequests,
  v.strictObject({ type: v.literal('changePhoneSettings'), change: phoneSettingsChange }),
  v.strictObject({
    type: v.literal('signIn'),
    account: accountForm,
    remember: v.boolean(),
    accountId: v.exactOptional(accountId),
  }),
  v.strictObject({ type: v.literal('getSiperbDevices'), token, api: v.exactOptional(address) }),
  v.strictObject({ type: v.literal('getSignInOffer'), server: address }),
  v.strictObject({ type: v.literal('signOut'), accountId: v.exactOptional(accountId) }),
  v.strictObject({ type: v.literal('getAccounts') }),
  v.strictObject({ type: v.literal('setDefaultAccount'), accountId }),
  v.strictObject({ type: v.literal('checkPlivo') }),
  checkLine,
  v.strictObject({ type: v.literal('getSettings') }),
  v.strictObject({ type: v.literal('changeSettings'), change: settingsChange }),
  v.strictObject({
    type: v.literal('importDoNotCall'),
    numbers: v.pipe(v.array(e164), v.maxLength(MAX_NUMBERS)),
  }),
  v.strictObject({ type: v.literal('clearDoNotCall') }),
  v.strictObject({ type: v.literal('eraseAll') }),
  v.strictObject({ type: v.literal('getSites') }),
  v.strictObject({ type: v.literal('getSite'), origin }),
  v.strictObject({
    type: v.literal('setSite'),
    origin,
    enabled: v.boolean(),
    country: v.exactOptional(v.nullable(country)),
    oneClick: v.exactOptional(v.boolean()),
  }),
  v.strictObject({
    type: v.literal('hostStarted'),
    hostId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  }),
  v.strictObject({ type: v.literal('renewCredentials'), accountId, account: renewableAccount }),
  v.strictObject({
    type: v.literal('recycleHost'),
    accounts: v.pipe(v.array(v.strictObject(openAccount)), v.maxLength(MAX_ACCOUNTS)),
  }),
]) satisfies v.GenericSchema<unknown, SwitchboardRequest>;

const hostRequest = v.variant('type', [
  commandRequest,
  getState,
  getRecentCalls,
  ...journalRequests,
  v.strictObject({ type: v.literal('openPhone'), ...openAccount }),
  v.strictObject({ type: v.literal('closePhone'), accountId }),
  v.strictObject({
    type: v.literal('orderLines'),
    accountIds: v.pipe(v.array(accountId), v.maxLength(MAX_ACCOUNTS)),
  }),
  v.strictObject({ type: v.literal('configure'), settings: hostSettings }),
  checkLine,
  v.strictObject({ type: v.literal('getOpenAccounts') }),
  v.strictObject({ type: v.literal('eraseJournal') }),
]) satisfies v.GenericSchema<unknown, HostRequest>;

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
