/** A call of the state as the journal keeps it. Pure; writing it down is the journal's business. */
import { isTurnedAway } from './change.ts';
import type { CallOutcome, CallRecord } from './record.ts';
import type { Call } from './state.ts';

/** `hostId` names the life of the host that carries the call. */
export function recordOf(call: Call, hostId: string): CallRecord {
  return {
    id: call.id,
    hostId,
    direction: call.direction,
    number: call.remote.e164 ?? call.remote.display,
    ...(call.remote.name !== undefined && { name: call.remote.name }),
    startedAt: call.startedAt,
    ...(call.answeredAt !== undefined && { answeredAt: call.answeredAt }),
    ...(call.endedAt !== undefined && { endedAt: call.endedAt }),
    outcome: outcomeOf(call),
    ...(call.accountId !== undefined && { accountId: call.accountId }),
    ...(call.override !== undefined && { override: call.override }),
    ...(call.transfer?.status === 'done' && { transferredTo: call.transfer.to }),
    ...(call.quality && { quality: call.quality }),
  };
}

/**
 * 'open' until it ended, then the failure if there is one, then 'connected' if anybody answered. Of the rest: *canceled*
 * was given up on this side and *declined* refused on it, *missed* is an offer that the caller gave up or that nobody was
 * shown, because the agent was busy, and an outgoing call that the far side ended without a reason got no answer.
 */
function outcomeOf(call: Call): CallOutcome {
  if (call.status !== 'ended') return 'open';
  if (isTurnedAway(call)) return 'missed';
  if (call.failure) return call.failure.code;
  if (call.answeredAt !== undefined) return 'connected';
  if (call.endedBy === 'local') return call.direction === 'incoming' ? 'declined' : 'canceled';
  return call.direction === 'incoming' ? 'missed' : 'no-answer';
}
