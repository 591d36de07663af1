/** One INVITE offered to one or more connections at once (RFC 3261 §16.7): the first 2xx wins, the others are cancelled. */
import {
  answer,
  branchOf,
  type Connection,
  newBranch,
  type SipRequest,
  type SipResponse,
} from './message.ts';
import type { Target } from './registrar.ts';

type Leg = {
  readonly branch: string;
  readonly request: SipRequest;
  readonly target: Target;
  final: SipResponse | null;
};

export type Fork = {
  readonly caller: Connection;
  readonly branches: readonly string[];
  start(): void;
  /** A response to one of our branches, its top Via already ours. */
  respond(branch: string, response: SipResponse, from: Connection): void;
  /** The caller gave up. It hears 487 once every leg has confirmed. */
  cancel(reason: unknown): void;
  /** A connection closed: a leg on it is lost, and without its caller the whole call is. */
  lose(connection: Connection): void;
};

export type ForkDuties = {
  /** Prepares the request for its next hop: our Via on top, the target's URI. */
  readonly passOn: (request: SipRequest, uri: string, branch: string) => SipRequest;
  readonly toCaller: (response: SipResponse) => void;
  /** Every leg is final: nothing more will come. */
  readonly over: () => void;
};

const ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"';

export function createFork(
  invite: SipRequest,
  caller: Connection,
  targets: readonly Target[],
  duties: ForkDuties,
): Fork {
  let answered = false;
  const legs: Leg[] = targets.map((target) => {
    const branch = newBranch();
    return { branch, target, request: duties.passOn(invite, target.uri, branch), final: null };
  });

  function cancelOthers(winner: Leg | null, reason: unknown): void {
    for (const leg of legs) {
      if (leg !== winner && leg.final === null)
        leg.target.connection.send(hopByHop(leg.request, 'CANCEL', reason));
    }
  }

  function settle(leg: Leg, response: SipResponse): void {
    leg.final = response;
    if (response.status >= 600) cancelOthers(leg, undefined);
    finish();
  }

  function finish(): void {
    if (legs.some((leg) => leg.final === null)) return;
    if (!answered) duties.toCaller(best(legs.flatMap((leg) => leg.final ?? [])));
    duties.over();
  }

  function accept(leg: Leg, response: SipResponse): void {
    leg.final = response;
    duties.toCaller(response);
    if (!answered) {
      answered = true;
      cancelOthers(leg, ELSEWHERE);
    }
    finish();
  }

  return {
    caller,
    branches: legs.map((leg) => leg.branch),
    start: () => {
      for (const leg of legs) leg.target.connection.send(leg.request);
    },
    respond(branch, response, from) {
      const leg = legs.find((one) => one.branch === branch);
      if (!leg || leg.target.connection !== from || leg.final !== null || response.status === 100) return;
      const upstream = { ...response, headers: { ...response.headers, via: response.headers.via.slice(1) } };
      if (response.status >= 300) {
        from.send(ackOf(leg.request, response));
        settle(leg, upstream);
      } else if (response.status >= 200) accept(leg, upstream);
      else if (!answered) duties.toCaller(upstream);
    },
    cancel: (reason) => cancelOthers(null, reason),
    lose(connection) {
      if (connection === caller) cancelOthers(null, undefined);
      for (const leg of legs) {
        if (leg.target.connection === connection && leg.final === null) settle(leg, answer(invite, 480));
      }
    },
  };
}

/** A refusal by the person (6xx) beats all; then the class nearest to success tells the caller most. */
function best(finals: readonly SipResponse[]): SipResponse {
  const rank = ({ status }: SipResponse) => (status >= 600 ? 0 : status);
  return finals.reduce((a, b) => (rank(b) < rank(a) ? b : a));
}

/** CANCEL copies the INVITE it cancels (RFC 3261 §9.1); the same shape serves ACK below. */
function hopByHop(invite: SipRequest, method: 'CANCEL' | 'ACK', reason?: unknown): SipRequest {
  const { via, from, to, cseq } = invite.headers;
  return {
    method,
    uri: invite.uri,
    headers: {
      via: via.slice(0, 1),
      'max-forwards': '70',
      from,
      to,
      'call-id': invite.headers['call-id'],
      cseq: { seq: cseq.seq, method },
      ...(typeof reason === 'string' && { reason }),
    },
  };
}

/** A refusal is confirmed hop by hop, with the To the callee answered with (RFC 3261 §17.1.1.3). */
function ackOf(invite: SipRequest, response: SipResponse): SipRequest {
  const ack = hopByHop(invite, 'ACK');
  return { ...ack, headers: { ...ack.headers, to: response.headers.to } };
}

/** Names the INVITE a CANCEL or a hop-by-hop ACK belongs to: same connection, same branch. */
export const transactionKey = (connection: Connection, message: SipRequest): string =>
  `${connection.id} ${branchOf(message)}`;
