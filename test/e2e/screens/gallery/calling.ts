/** The situations of calls: one, two, four; handed over, joined, bridged; how they sound and through what. */
import type { QualitySecond } from '../../../../src/call/quality.ts';
import type { Call, CallId, PhoneState } from '../../../../src/call/state.ts';
import type { E164 } from '../../../../src/numbers/e164.ts';
import { AT_PLIVO, NOTHING_SET, READY } from '../../../../src/ui/goodDay.ts';
import { call, karin, MINUTE, NOW, nobody, omar, withCalls } from './people.ts';
import { onPlivo } from './plivo.ts';
import { inPanel, type Situation } from './situation.ts';

const maja = { e164: '+46846500460' as E164, display: '+46846500460', name: 'Maja Berg' };
const LONG =
  'Anna-Maria von Hohenlohe-Langenburg, Head of Customer-Relationship-Management of the Northern Region';

const live = call('1', 'live', karin, { grade: 'good' });
const held = call('2', 'held', omar, { answeredAt: NOW - 112_000 });
const consulting = call('4', 'live', maja, {
  consultFor: '2' as CallId,
  answeredAt: NOW - 21_000,
  grade: 'good',
});

/** Two minutes of a call: calm, then two bad stretches, as a weak Wi-Fi gives them. */
const seconds: readonly QualitySecond[] = Array.from({ length: 120 }, (_, index) => {
  const wave = Math.sin(index / 7) + Math.sin(index / 3) / 2;
  const bad = (index > 50 && index < 66) || index > 108 ? 1 : 0;
  return {
    at: NOW - (119 - index) * 1_000,
    mos: 4.3 + wave * 0.05 - bad * (0.9 + wave * 0.2),
    rttMs: 62 + wave * 9 + bad * 160,
    jitterMs: 5 + Math.abs(wave) * 2 + bad * 24,
    lossPercent: bad * (2 + Math.abs(wave)),
  };
});

const sounding = (change: Partial<Call>): Situation => inPanel(withCalls({ ...live, ...change }));
const mixed = (as: 'conference' | 'bridge'): PhoneState =>
  withCalls({ ...live, mixed: as }, { ...held, status: 'live', mixed: as, grade: 'fair' });
const standIn = { label: 'MacBook Pro Microphone', standIn: true as const };
const summary = { mos: 3.4, rttMs: 230, jitterMs: 22, lossPercent: 1.7, worstMos: 2.6, seconds: 257 };
const hungUp = call('1', 'ended', karin, {
  answeredAt: NOW - 257_000,
  endedAt: NOW,
  endedBy: 'remote',
  quality: summary,
});

export const CALLING = {
  dialing: inPanel(withCalls(call('1', 'dialing', karin))),
  ringing: inPanel(withCalls(call('1', 'ringing', nobody))),
  live: inPanel(withCalls(live)),
  liveInPopup: { ...inPanel(withCalls(live)), site: null },
  plivoLive: { ...inPanel(onPlivo(withCalls(live))), accounts: [AT_PLIVO] },
  muted: sounding({ muted: true }),
  longName: sounding({ remote: { ...karin, name: LONG, company: LONG } }),
  keypadOpen: inPanel(withCalls(live), { presses: ['[data-opens=keypad]'], until: '.tonePad' }),
  twoCalls: inPanel(withCalls(live, held)),
  fourCalls: inPanel(withCalls(live, held, call('5', 'held', nobody), call('6', 'held', maja))),
  reconnecting: inPanel({
    ...withCalls(live),
    line: { status: 'connecting', attempt: 2, retryAt: NOW + 4_000 },
  }),
  held: inPanel(withCalls({ ...held, id: '1' as CallId })),
  incoming: inPanel(withCalls(call('3', 'offered', omar, { direction: 'incoming' }))),
  incomingInCall: inPanel(withCalls(live, call('3', 'offered', nobody, { direction: 'incoming' }))),
  transferForm: inPanel(withCalls(live), {
    presses: ['[data-opens=transfer]'],
    until: '.transferForm',
  }),
  transferring: sounding({ transfer: { to: 'Maja Berg', status: 'asked' } }),
  transferFailed: sounding({
    transfer: { to: 'Maja Berg', status: 'failed', failure: { code: 'transfer-refused' } },
  }),
  handedOver: inPanel(
    withCalls({ ...hungUp, endedBy: 'local', transfer: { to: 'Maja Berg', status: 'done' } }),
  ),
  consulting: inPanel({ ...withCalls(held, consulting), activeCallId: consulting.id }),
  conference: inPanel(mixed('conference')),
  bridge: inPanel(mixed('bridge')),
  soundPoor: sounding({ grade: 'poor', warnings: ['packet-loss', 'low-mos'] }),
  notHeard: sounding({ warnings: ['not-heard'] }),
  talkingMuted: sounding({ muted: true, warnings: ['talking-muted'] }),
  unplugged: inPanel({
    ...withCalls(live),
    audio: { ...READY.audio, input: standIn },
  }),
  qualityDetails: inPanel(withCalls({ ...live, grade: 'fair' }), {
    seconds,
    presses: ['[data-opens=quality]'],
    until: '.qualityLine',
  }),
  soundPicker: inPanel(
    { ...withCalls(live), audio: { ...READY.audio, headset: 'Jabra Evolve2 65' } },
    { presses: ['[data-opens=sound]'], until: '.meter' },
  ),
  soundPickerLocked: inPanel(withCalls(live), {
    settings: { ...NOTHING_SET, locked: ['microphone', 'noiseSuppression'] },
    presses: ['[data-opens=sound]'],
    until: '.meter',
  }),
  hungUp: inPanel(withCalls(hungUp)),
  missed: inPanel({
    ...withCalls(
      call('1', 'ended', omar, {
        direction: 'incoming',
        startedAt: NOW - MINUTE,
        endedAt: NOW,
        endedBy: 'remote',
      }),
    ),
    missed: 1,
  }),
} as const satisfies Record<string, Situation>;
