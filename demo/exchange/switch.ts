/**
 * The switching itself: what is done with a message from a client. Knows no socket; who may speak is digest.ts, who is
 * where registrar.ts, one ringing INVITE fork.ts.
 */
import { type FixedAnswer, fixedAnswer, isNumber } from './answers.ts';
import { createDigest } from './digest.ts';
import { createFork, type Fork, transactionKey } from './fork.ts';
import {
  answer,
  branchOf,
  type Connection,
  isInDialog,
  newBranch,
  newTag,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  userOf,
} from './message.ts';
import { createRegistrar, type Target } from './registrar.ts';

export type SwitchOptions = {
  readonly domain: string;
  readonly passwords: ReadonlyMap<string, string>;
  /** The user whose phone stands for every number. */
  readonly customer: string;
  /** Whether a call may be handed over by REFER; many trunks allow it to nobody. */
  readonly handsOver: () => boolean;
  /** Our own address as host and port, known once the socket listens. */
  readonly address: () => { readonly host: string; readonly port: number };
};

const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, NOTIFY';
const TOO_MANY_HOPS = { kind: 'status', status: 483 } as const;

export function createSwitch(options: SwitchOptions) {
  const { domain } = options;
  const digest = createDigest(domain, options.passwords);
  const registrar = createRegistrar();
  const forks = new Map<string, Fork>(); // by our branches and by the caller's transaction
  const ringing = new Map<string, () => void>(); // caller's transaction → what its CANCEL does
  const unconfirmed = new Set<string>(); // refused INVITEs whose hop-by-hop ACK is still to come
  const passed = new Map<
    string,
    { readonly from: Connection; readonly to: Connection; readonly request: SipRequest }
  >();

  function refuse(request: SipRequest, from: Connection, response: SipResponse): void {
    if (request.method === 'INVITE') unconfirmed.add(transactionKey(from, request));
    from.send(response);
  }

  /** The sender's user name once it is proved; otherwise null, and the client has been answered. */
  function expectUser(request: SipRequest, from: Connection, claimed: string): string | null {
    const atRegistrar = request.method === 'REGISTER';
    const verdict = digest.check(request, atRegistrar ? 'authorization' : 'proxy-authorization');
    if (verdict.kind === 'known' && verdict.user === claimed) return verdict.user;
    if (verdict.kind !== 'unanswered') {
      refuse(request, from, answer(request, 403));
      return null;
    }
    const challenge = [digest.challenge(verdict.stale)];
    const headers = atRegistrar ? { 'www-authenticate': challenge } : { 'proxy-authenticate': challenge };
    refuse(request, from, answer(request, atRegistrar ? 401 : 407, { headers }));
    return null;
  }

  function passOn(request: SipRequest, uri: string, branch: string): SipRequest {
    const { host, port } = options.address();
    const ours = { version: '2.0', protocol: 'WS', host, port, params: { branch } };
    const headers = { ...request.headers };
    const route = headers.route?.filter(
      (hop) => !(typeof hop.uri === 'object' && hop.uri.host === host && hop.uri.port === port),
    );
    headers.via = [ours, ...headers.via];
    headers.route = route && route.length > 0 ? route : undefined;
    headers['proxy-authorization'] = undefined; // meant for us alone
    headers['max-forwards'] = String(hopsLeft(request) - 1);
    if (request.method === 'INVITE') {
      const here = { uri: `sip:${host}:${port};transport=ws;lr`, params: {} };
      headers['record-route'] = [here, ...(headers['record-route'] ?? [])];
    }
    return { ...request, uri, headers };
  }

  function offer(invite: SipRequest, from: Connection, targets: readonly Target[]): void {
    const key = transactionKey(from, invite);
    const fork = createFork(invite, from, targets, {
      passOn,
      toCaller: (response) => (response.status >= 300 ? refuse(invite, from, response) : from.send(response)),
      over: () => {
        for (const name of [key, ...fork.branches]) forks.delete(name);
      },
    });
    for (const name of [key, ...fork.branches]) forks.set(name, fork);
    fork.start();
  }

  /**
   * Where an INVITE goes: to a contact or a user by name, or, for a number, to its fixed answer or the customer. Who was
   * handed over to the customer's number and is a customer's phone does not ring itself.
   */
  function destination(request: SipRequest, from: Connection): FixedAnswer | readonly Target[] {
    const direct = registrar.find(request.uri);
    if (direct) return [direct];
    if (isInDialog(request)) return { kind: 'status', status: 481 };
    const called = userOf(request.uri);
    const isUser = options.passwords.has(called);
    if (!isUser && !isNumber(called)) return { kind: 'status', status: 404 };
    const fixed = isUser ? null : fixedAnswer(called);
    if (fixed) return fixed;
    const all = registrar.targets(isUser ? called : options.customer);
    const targets = all.filter(({ connection }) => connection !== from);
    return targets.length > 0 ? targets : { kind: 'status', status: 480 };
  }

  function invite(request: SipRequest, from: Connection): void {
    if (!isInDialog(request)) {
      if (expectUser(request, from, userOf(request.headers.from.uri)) === null) return;
      registrar.learn(request.headers.contact, from);
      from.send(answer(request, 100));
    }
    const where = hopsLeft(request) < 1 ? TOO_MANY_HOPS : destination(request, from);
    if (!('kind' in where)) offer(request, from, where);
    else if (where.kind === 'ringing') ringForEver(request, from);
    else refuse(request, from, answer(request, where.status));
  }

  function ringForEver(request: SipRequest, from: Connection): void {
    const tag = newTag();
    const key = transactionKey(from, request);
    from.send(answer(request, 180, { tag }));
    ringing.set(key, () => {
      ringing.delete(key);
      refuse(request, from, answer(request, 487, { tag }));
    });
  }

  function cancel(request: SipRequest, from: Connection): void {
    const key = transactionKey(from, request);
    const [fork, stopRinging] = [forks.get(key), ringing.get(key)];
    from.send(answer(request, fork || stopRinging ? 200 : 481));
    fork?.cancel(request.headers.reason);
    stopRinging?.();
  }

  /** ACK after a refusal ends here; ACK after an answer belongs to the callee. */
  function acknowledge(request: SipRequest, from: Connection): void {
    if (unconfirmed.delete(transactionKey(from, request))) return;
    const target = registrar.find(request.uri);
    if (target && hopsLeft(request) > 0) target.connection.send(passOn(request, request.uri, newBranch()));
  }

  function register(request: SipRequest, from: Connection): void {
    const user = expectUser(request, from, userOf(request.headers.to.uri));
    if (user === null) return;
    const contact = registrar.register(user, request, from);
    const headers = { ...(contact.length > 0 && { contact }), date: new Date().toUTCString() };
    from.send(answer(request, 200, { headers }));
  }

  /** BYE, INFO, UPDATE, REFER, NOTIFY: to the connection behind the request URI. */
  function relay(request: SipRequest, from: Connection): void {
    const inDialog = isInDialog(request);
    const target = inDialog ? registrar.find(request.uri) : null;
    if (!inDialog) from.send(answer(request, 405, { headers: { allow: ALLOW } }));
    else if (hopsLeft(request) < 1) from.send(answer(request, 483));
    else if (request.method === 'REFER' && !options.handsOver()) from.send(answer(request, 403));
    else if (!target) from.send(answer(request, 481));
    else {
      const branch = newBranch();
      passed.set(branch, { from, to: target.connection, request });
      target.connection.send(passOn(request, request.uri, branch));
    }
  }

  function ownOptions(request: SipRequest, from: Connection): void {
    if (isInDialog(request)) relay(request, from);
    else from.send(answer(request, 200, { headers: { allow: ALLOW, accept: 'application/sdp' } }));
  }

  const handlers = new Map([
    ['REGISTER', register],
    ['INVITE', invite],
    ['ACK', acknowledge],
    ['CANCEL', cancel],
    ['OPTIONS', ownOptions],
  ]);

  function takeResponse(response: SipResponse, from: Connection): void {
    const branch = branchOf(response);
    const fork = response.headers.cseq.method === 'INVITE' ? forks.get(branch) : undefined; // not the answer to our CANCEL
    if (fork) registrar.learn(response.headers.contact, from);
    fork?.respond(branch, response, from);
    const waiting = passed.get(branch);
    if (waiting?.to !== from) return;
    if (response.status >= 200) passed.delete(branch);
    waiting.from.send({ ...response, headers: { ...response.headers, via: response.headers.via.slice(1) } });
  }

  return {
    receive(message: SipMessage, from: Connection): void {
      if (message.method === undefined) takeResponse(message, from);
      else (handlers.get(message.method) ?? relay)(message, from);
    },

    /** The connection closed: what it carried is lost, and those who wait for it are told. */
    forget(connection: Connection): void {
      registrar.forget(connection);
      for (const fork of new Set(forks.values())) fork.lose(connection);
      for (const [branch, { from, to, request }] of passed) {
        if (from !== connection && to !== connection) continue;
        passed.delete(branch);
        from.send(answer(request, 408));
      }
      for (const key of [...ringing.keys(), ...unconfirmed]) {
        if (!key.startsWith(`${connection.id} `)) continue;
        ringing.delete(key);
        unconfirmed.delete(key);
      }
    },
  };
}

function hopsLeft(request: SipRequest): number {
  const hops = Number(request.headers['max-forwards'] ?? 70);
  return Number.isInteger(hops) ? hops : 70;
}
