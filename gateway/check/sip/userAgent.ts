/**
 * A small SIP user agent (RFC 3261): writes requests for one provider, answers a challenge once, and knows the requests
 * of one call. It keeps no state between calls and decides nothing about what an answer means.
 */
import { randomBytes } from 'node:crypto';
import { answerChallenge, type ChosenChallenge, chooseChallenge, type Login } from './digest.ts';
import type { Link } from './link.ts';
import {
  addressIn,
  cseqOf,
  type Headers,
  header,
  headersNamed,
  responseTo,
  type SipRequest,
  type SipResponse,
} from './message.ts';
import {
  createTransactions,
  type Dialog,
  type Outcome,
  type Timings,
  type Transactions,
} from './transactions.ts';

export type Identity = {
  readonly username: string;
  readonly domain: string;
  /** Null: challenges are not answered. */
  readonly login: Login | null;
  /** What stands in Via and Contact instead of the socket's own address, for a machine behind NAT. */
  readonly publicAddress: string | null;
};

export type Draft = {
  readonly method: string;
  readonly uri: string;
  readonly to: string;
  /** The address in From; the account's own when absent. */
  readonly from?: string;
  readonly headers?: Headers;
  readonly body?: string;
  readonly onProvisional?: (response: SipResponse, request: SipRequest) => void;
};

/** Call-ID and From tag of requests that belong together, and their CSeq. */
export type Conversation = { readonly callId: string; readonly tag: string; sequence: number };

export type Exchange = {
  readonly outcome: Outcome;
  /** The last one sent: with credentials, when they were asked for. */
  readonly request: SipRequest;
  /** What the provider asked for, the last time. */
  readonly challenge: ChosenChallenge | null;
  /** Whether the challenge was answered. */
  readonly isAnswered: boolean;
};

export type UserAgent = {
  /** `sip:user@address:port`, where the provider reaches us. */
  readonly contact: string;
  ask(draft: Draft, conversation?: Conversation): Promise<Exchange>;
  cancel(invite: SipRequest): Promise<Outcome>;
  acknowledge(invite: SipRequest, dialog: Dialog): void;
  /** `invite`: the request that was answered. */
  bye(invite: SipRequest, dialog: Dialog, conversation: Conversation): Promise<Exchange>;
  readonly transactions: Transactions;
};

const token = () => randomBytes(8).toString('hex');

export function newConversation(): Conversation {
  return { callId: token(), tag: token(), sequence: 0 };
}

/** `onBye` hears that the far side has hung up; it is answered here. */
export function createUserAgent(
  link: Link,
  identity: Identity,
  timings: Timings,
  onBye: (callId: string) => void = () => {},
): UserAgent {
  const transactions = createTransactions(link, timings, (request) => {
    if (request.method === 'ACK') return;
    const isKnown = ['BYE', 'OPTIONS', 'NOTIFY'].includes(request.method);
    link.send(isKnown ? responseTo(request, 200, 'OK') : responseTo(request, 501, 'Not Implemented'));
    if (request.method === 'BYE') onBye(header(request, 'call-id') ?? '');
  });
  const host = bracketed(identity.publicAddress ?? link.local.address);
  const via = () =>
    `SIP/2.0/${link.transport.toUpperCase()} ${host}:${link.local.port};rport;branch=z9hG4bK${token()}`;
  const contact = `sip:${encodeURIComponent(identity.username || 'check')}@${host}:${link.local.port}${
    link.transport === 'udp' ? '' : `;transport=${link.transport}`
  }`;
  const account = `sip:${encodeURIComponent(identity.username || 'check')}@${identity.domain}`;

  const build = (draft: Draft, { callId, tag, sequence }: Conversation, more: Headers): SipRequest => ({
    kind: 'request',
    method: draft.method,
    uri: draft.uri,
    headers: [
      ['via', via()],
      ['max-forwards', '70'],
      ['from', `<${draft.from ?? account}>;tag=${tag}`],
      ['to', draft.to],
      ['call-id', callId],
      ['cseq', `${sequence} ${draft.method}`],
      ['contact', `<${contact}>`],
      ['user-agent', 'offhook-gateway-check'],
      ...(draft.headers ?? []),
      ...more,
    ],
    body: draft.body ?? '',
  });

  const ask = async (draft: Draft, conversation = newConversation()): Promise<Exchange> => {
    let challenge: ChosenChallenge | null = null;
    let credentials: Headers = [];
    for (;;) {
      conversation.sequence += 1;
      const request = build(draft, conversation, credentials);
      const outcome = await transactions.send(request, (response) =>
        draft.onProvisional?.(response, request),
      );
      const isAnswered = credentials.length > 0;
      const asked: Asked | null = outcome.kind === 'answered' ? challengeIn(outcome.response) : null;
      const isRepeat = isAnswered && !(asked?.challenge.stale && asked.challenge.nonce !== challenge?.nonce);
      if (!asked || isRepeat || !identity.login || conversation.sequence > MOST_ATTEMPTS)
        return { outcome, request, challenge: asked?.challenge ?? challenge, isAnswered };
      challenge = asked.challenge;
      credentials = [[asked.answerHeader, answerChallenge(challenge, draft, identity.login)]];
    }
  };

  return {
    contact,
    ask,
    transactions,
    cancel: (invite) => transactions.send(cancelOf(invite)),
    acknowledge: (invite, dialog) => transactions.acknowledge(ackOf(invite, dialog, via())),
    bye: (invite, dialog, conversation) =>
      ask(
        {
          method: 'BYE',
          uri: dialog.target,
          to: dialog.to,
          from: addressIn(header(invite, 'from') ?? ''),
          headers: dialog.routes.map((route) => ['route', route] as const),
        },
        conversation,
      ),
  };
}

/** A nonce may be stale once or twice; a provider that finds all of them stale is not asked for ever. */
const MOST_ATTEMPTS = 6;

type Asked = { readonly challenge: ChosenChallenge; readonly answerHeader: string };

/** Null also where the provider asks in a way that cannot be answered. */
function challengeIn(response: SipResponse): Asked | null {
  const [asks, answerHeader] =
    response.status === 401
      ? (['www-authenticate', 'authorization'] as const)
      : (['proxy-authenticate', 'proxy-authorization'] as const);
  if (response.status !== 401 && response.status !== 407) return null;
  const challenge = chooseChallenge(headersNamed(response, asks));
  return challenge && { challenge, answerHeader };
}

/** In the INVITE's own transaction: same branch, same CSeq number (§9.1). */
function cancelOf(invite: SipRequest): SipRequest {
  const kept = ['via', 'max-forwards', 'from', 'to', 'call-id', 'route'];
  return {
    kind: 'request',
    method: 'CANCEL',
    uri: invite.uri,
    headers: [
      ...invite.headers.filter(([name]) => kept.includes(name)),
      ['cseq', `${cseqOf(invite)?.number} CANCEL`],
    ],
    body: '',
  };
}

/** Of a 2xx: a new branch, the dialog's target and route, the INVITE's credentials (§13.2.2.4). */
function ackOf(invite: SipRequest, { target, routes, to }: Dialog, via: string): SipRequest {
  const kept = ['max-forwards', 'from', 'call-id', 'contact', 'authorization', 'proxy-authorization'];
  return {
    kind: 'request',
    method: 'ACK',
    uri: target,
    headers: [
      ['via', via],
      ...routes.map((route) => ['route', route] as const),
      ...invite.headers.filter(([name]) => kept.includes(name)),
      ['to', to],
      ['cseq', `${cseqOf(invite)?.number} ACK`],
    ],
    body: '',
  };
}

export function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
