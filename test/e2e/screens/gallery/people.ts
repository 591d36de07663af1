/** Who calls whom in the gallery, and what became of it: calls and records of fictional people, at one standing moment. */
import type { CallRecord } from '../../../../src/call/record.ts';
import type { Call, CallId, PhoneState, Remote } from '../../../../src/call/state.ts';
import type { E164 } from '../../../../src/numbers/e164.ts';
import { READY } from '../../../../src/ui/goodDay.ts';

export const NOW = Date.UTC(2026, 10, 21, 14, 3, 0);
export const MINUTE = 60_000;

export const karin: Remote = {
  e164: '+46846500427' as E164,
  display: '+46846500427',
  name: 'Karin Lindqvist',
  company: 'Orchid Foods AB',
};
export const omar: Remote = { e164: '+441632960044' as E164, display: '+441632960044', name: 'Omar Petrov' };
export const nobody: Remote = { e164: '+14155550143' as E164, display: '+14155550143' };

export function call(id: string, status: Call['status'], remote: Remote, more: Partial<Call> = {}): Call {
  const answered = status === 'live' || status === 'held' ? { answeredAt: NOW - 4 * MINUTE - 17_000 } : {};
  return {
    id: id as CallId,
    direction: 'outgoing',
    remote,
    status,
    muted: false,
    startedAt: NOW - 5 * MINUTE,
    ...answered,
    ...more,
  };
}

export function withCalls(...calls: readonly Call[]): PhoneState {
  return { ...READY, calls, activeCallId: calls.find(({ status }) => status !== 'ended')?.id ?? null };
}

/** A call of the history, some minutes ago. */
export const record = (
  id: string,
  remote: Remote,
  minutesAgo: number,
  more: Partial<CallRecord>,
): CallRecord => ({
  id: id as CallId,
  hostId: 'host-1',
  direction: 'outgoing',
  number: remote.e164 ?? remote.display,
  ...(remote.name !== undefined && { name: remote.name }),
  startedAt: NOW - minutesAgo * MINUTE,
  outcome: 'connected',
  ...more,
});

const connected = (minutesAgo: number, seconds: number) => ({
  answeredAt: NOW - minutesAgo * MINUTE,
  endedAt: NOW - minutesAgo * MINUTE + seconds * 1_000,
});

export const recents: readonly CallRecord[] = [
  record('a', karin, 8, {
    ...connected(8, 257),
    disposition: 'Call back',
    note: 'Wants the offer for the spring season; ask for Maja if she is out.',
    quality: { mos: 4.3, rttMs: 48, jitterMs: 4, lossPercent: 0.1, worstMos: 3.9, seconds: 257 },
  }),
  record('b', omar, 31, { outcome: 'no-answer' }),
  record('c', nobody, 62, { outcome: 'missed', direction: 'incoming' }),
  record('d', { ...nobody, e164: '+61255500190' as E164, name: 'Sana Al-Amin' }, 190, {
    direction: 'incoming',
    ...connected(190, 3725),
  }),
  record('e', { ...nobody, e164: '+33199001234' as E164, name: 'Théo Blanc' }, 3_000, { outcome: 'busy' }),
];
