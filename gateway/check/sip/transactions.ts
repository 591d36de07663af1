/**
 * Client transactions (RFC 3261 §17.1): a request goes out, is repeated over UDP until it is answered, and ends with one
 * outcome. Answers are matched by branch and method; requests from the far side are handed on.
 */

import type { Link, LinkFailure } from './link.ts';
import {
  addressIn,
  cseqOf,
  header,
  headersNamed,
  parameter,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from './message.ts';

export type Outcome =
  | { readonly kind: 'answered'; readonly response: SipResponse }
  | { readonly kind: 'silent' }
  | { readonly kind: 'gone'; readonly failure: LinkFailure }
  /** What came was not SIP. */
  | { readonly kind: 'malformed' };

export type Timings = {
  /** RFC 3261's T1, the first repetition: 500 ms. */
  readonly t1Ms: number;
  /** How long the first answer of any kind may take. */
  readonly answerMs: number;
};
const T2_MS = 4_000;

export type Transactions = {
  /** Resolves with the final response, or why there is none. `onProvisional` hears 1xx. */
  send(request: SipRequest, onProvisional?: (response: SipResponse) => void): Promise<Outcome>;
  /** For an ACK of a 2xx, which is no transaction; it is said again whenever that 2xx comes again. */
  acknowledge(ack: SipRequest): void;
  receive(message: SipMessage): void;
  /** Ends what is under way. */
  fail(outcome: Outcome): void;
};

type Pending = {
  readonly request: SipRequest;
  readonly onProvisional: (response: SipResponse) => void;
  readonly settle: (outcome: Outcome) => void;
  /** Stops the repetition and the waiting for a first answer. */
  quiet(): void;
};

export function createTransactions(
  link: Pick<Link, 'send' | 'transport'>,
  timings: Timings,
  onRequest: (request: SipRequest) => void,
): Transactions {
  const pending = new Map<string, Pending>();
  const acks = new Map<string, SipRequest>();

  const begin = (request: SipRequest, onProvisional: Pending['onProvisional']) =>
    new Promise<Outcome>((resolve) => {
      const key = keyOf(request);
      const settle = (outcome: Outcome) => {
        quiet();
        if (pending.delete(key)) resolve(outcome);
      };
      link.send(request);
      const stopRepeating =
        link.transport === 'udp' ? repeat(() => link.send(request), timings.t1Ms) : () => {};
      const timer = setTimeout(() => settle({ kind: 'silent' }), timings.answerMs);
      const quiet = () => {
        stopRepeating();
        clearTimeout(timer);
      };
      pending.set(key, { request, onProvisional, settle, quiet });
    });

  const takeResponse = (response: SipResponse) => {
    const transaction = pending.get(keyOf(response));
    const isInvite = cseqOf(response)?.method === 'INVITE';
    const ack = acks.get(dialogOf(response));
    if (!transaction && isInvite && ack && response.status < 300) link.send(ack);
    if (!transaction) return;
    if (response.status < 200) {
      // A call may ring for as long as the caller likes; anything else has to be answered in time.
      if (isInvite) transaction.quiet();
      transaction.onProvisional(response);
      return;
    }
    if (isInvite && response.status >= 300) link.send(ackOfRefusal(transaction.request, response));
    transaction.settle({ kind: 'answered', response });
  };

  return {
    send: (request, onProvisional = () => {}) => begin(request, onProvisional),
    acknowledge(ack) {
      acks.set(dialogOf(ack), ack);
      link.send(ack);
    },
    receive(message) {
      if (message.kind === 'response') takeResponse(message);
      else onRequest(message);
    },
    fail(outcome) {
      for (const transaction of [...pending.values()]) transaction.settle(outcome);
    },
  };
}

function repeat(send: () => void, firstMs: number): () => void {
  let delayMs = firstMs;
  const again = () => {
    send();
    delayMs = Math.min(delayMs * 2, T2_MS);
    timer = setTimeout(again, delayMs);
  };
  let timer = setTimeout(again, delayMs);
  return () => clearTimeout(timer);
}

function keyOf(message: SipMessage): string {
  return `${parameter(header(message, 'via') ?? '', 'branch')} ${cseqOf(message)?.method}`;
}

function dialogOf(message: SipMessage): string {
  return `${header(message, 'call-id')} ${cseqOf(message)?.number}`;
}

/** Belongs to the transaction it ends: same branch, the far side's To (§17.1.1.3). */
function ackOfRefusal(invite: SipRequest, response: SipResponse): SipRequest {
  const kept = ['via', 'max-forwards', 'from', 'call-id', 'route'];
  return {
    kind: 'request',
    method: 'ACK',
    uri: invite.uri,
    headers: [
      ...invite.headers.filter(([name]) => kept.includes(name)),
      ['to', header(response, 'to') ?? header(invite, 'to') ?? ''],
      ['cseq', `${cseqOf(invite)?.number} ACK`],
    ],
    body: '',
  };
}

export type Dialog = {
  /** Where requests within the dialog go, and over whom (§12.1.2). */
  readonly target: string;
  readonly routes: readonly string[];
  readonly to: string;
};

/** The dialog that a 2xx to our INVITE has made. Without a Contact the request's own address stands in for it. */
export function dialogFrom(invite: SipRequest, response: SipResponse): Dialog {
  const contact = header(response, 'contact');
  return {
    target: contact ? addressIn(contact) : invite.uri,
    routes: headersNamed(response, 'record-route').reverse(),
    to: header(response, 'to') ?? header(invite, 'to') ?? '',
  };
}
