/** The schema of a snapshot: what the host tells everybody. */
import * as v from 'valibot';
import { CALL_WARNINGS } from '../call/quality.ts';
import {
  accountId,
  callId,
  count,
  epochMs,
  failure,
  origin,
  raisedEntries,
  remote,
  shownText,
} from './callSchemas.ts';

const MAX_CALLS = 50;
const MAX_LINES = 20;

const figure = v.pipe(v.number(), v.finite(), v.minValue(0));
const quality = v.strictObject({
  mos: figure,
  worstMos: figure,
  rttMs: figure,
  jitterMs: figure,
  lossPercent: figure,
  seconds: count,
});
const transfer = v.strictObject({
  to: shownText,
  status: v.picklist(['asked', 'done', 'failed']),
  failure: v.exactOptional(failure),
});
const call = v.strictObject({
  id: callId,
  direction: v.picklist(['outgoing', 'incoming']),
  remote,
  status: v.picklist(['offered', 'dialing', 'ringing', 'live', 'held', 'ended']),
  muted: v.boolean(),
  accountId: v.exactOptional(accountId),
  override: v.exactOptional(shownText),
  startedAt: epochMs,
  answeredAt: v.exactOptional(epochMs),
  endedAt: v.exactOptional(epochMs),
  endedBy: v.exactOptional(v.picklist(['local', 'remote'])),
  failure: v.exactOptional(failure),
  consultFor: v.exactOptional(callId),
  transfer: v.exactOptional(transfer),
  mixed: v.exactOptional(v.picklist(['conference', 'bridge'])),
  grade: v.exactOptional(v.picklist(['good', 'fair', 'poor'])),
  warnings: v.exactOptional(v.pipe(v.array(v.picklist(CALL_WARNINGS)), v.maxLength(CALL_WARNINGS.length))),
  quality: v.exactOptional(quality),
});
const line = v.variant('status', [
  v.strictObject({ status: v.literal('offline') }),
  v.strictObject({ status: v.literal('connecting'), attempt: count, retryAt: v.exactOptional(epochMs) }),
  v.strictObject({ status: v.literal('ready'), identity: shownText }),
  v.strictObject({ status: v.literal('failed'), failure }),
]);
const capabilities = v.strictObject({
  hold: v.boolean(),
  mute: v.boolean(),
  dtmf: v.boolean(),
  incoming: v.boolean(),
  transfer: v.boolean(),
  switchInput: v.boolean(),
  maxCalls: count,
});
const voicemail = v.strictObject({ waiting: v.boolean(), fresh: v.exactOptional(count) });
const phoneLine = v.strictObject({
  accountId,
  label: shownText,
  line,
  capabilities,
  voicemail: v.exactOptional(voicemail),
});
const device = v.nullable(v.strictObject({ label: shownText, standIn: v.exactOptional(v.literal(true)) }));
const audio = v.strictObject({
  input: device,
  output: device,
  ringer: device,
  headset: v.nullable(shownText),
});
export const phoneState = v.strictObject({
  hostId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  rev: count,
  line,
  lines: v.pipe(v.array(phoneLine), v.maxLength(MAX_LINES)),
  calls: v.pipe(v.array(call), v.maxLength(MAX_CALLS)),
  activeCallId: v.nullable(callId),
  raised: v.nullable(
    v.strictObject({
      ...raisedEntries,
      site: v.exactOptional(origin),
      dialsAt: v.exactOptional(epochMs),
      raisedAt: epochMs,
    }),
  ),
  microphone: v.picklist(['unknown', 'granted', 'denied', 'missing']),
  capabilities,
  audio,
  doNotDisturb: v.boolean(),
  missed: count,
});
