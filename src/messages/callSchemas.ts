/**
 * Schemas of what is said of calls and numbers: commands, numbers that are raised, far ends. Texts that will be shown
 * lose what could deceive the eye.
 */
import * as v from 'valibot';
import { parseCallId } from '../call/callId.ts';
import type { Command } from '../call/command.ts';
import { FAILURE_CODES } from '../call/failure.ts';
import type { AccountId, CallId } from '../call/state.ts';
import { type E164, toE164 } from '../numbers/e164.ts';
import { isWebOrigin } from './origin.ts';
import { cleanText, MAX_TEXT } from './text.ts';

/** The longest reason that somebody may write for calling against a rule, and the shortest that is one. */
const REASON = { least: 3, most: 200 } as const;

export const shownText = v.pipe(v.string(), v.maxLength(MAX_TEXT), v.transform(cleanText));
export const origin = v.pipe(v.string(), v.maxLength(300), v.check(isWebOrigin));
export const epochMs = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const callId = v.custom<CallId>((value) => parseCallId(value) !== null);
export const accountId = v.custom<AccountId>(
  (value) => typeof value === 'string' && /^[\w:.-]{1,80}$/.test(value),
);
export const e164 = v.custom<E164>((value) => toE164(value) !== null);
export const country = v.pipe(v.string(), v.regex(/^(?:[A-Z]{2}|001)$/));
const countrySource = v.picklist(['prefix', 'record', 'site', 'policy', 'account']);
export const failure = v.strictObject({
  code: v.picklist(FAILURE_CODES),
  detail: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_TEXT))),
  overridable: v.exactOptional(v.literal(true)),
});

const remoteEntries = {
  display: shownText,
  name: v.exactOptional(shownText),
  company: v.exactOptional(shownText),
  extension: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9*#,]{1,20}$/))),
};
export const remote = v.strictObject({ e164: v.nullable(e164), ...remoteEntries });
export const raisedEntries = {
  callId,
  remote: v.strictObject({ e164, ...remoteEntries }),
  text: shownText,
  country,
  why: countrySource,
};
const raised = v.strictObject({
  ...raisedEntries,
  site: v.exactOptional(origin),
  dialsAt: v.exactOptional(epochMs),
});

export const command = v.variant('type', [
  v.strictObject({ type: v.literal('raise'), raised }),
  v.strictObject({ type: v.literal('dismissRaised'), callId: v.exactOptional(callId) }),
  v.strictObject({
    type: v.literal('dial'),
    callId,
    remote,
    accountId: v.exactOptional(accountId),
    callerId: v.exactOptional(e164),
    override: v.exactOptional(
      v.pipe(
        v.string(),
        v.transform(cleanText),
        v.minLength(REASON.least),
        v.maxLength(REASON.most),
        // "…" and the blanks of other scripts are no reason.
        v.regex(/[\p{L}\p{N}]/u),
      ),
    ),
    consultFor: v.exactOptional(callId),
  }),
  v.strictObject({ type: v.literal('transfer'), callId, to: remote }),
  v.strictObject({ type: v.literal('completeTransfer'), callId }),
  v.strictObject({ type: v.literal('mix') }),
  v.strictObject({ type: v.literal('unmix'), callId }),
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
