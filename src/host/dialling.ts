// From "dial this" to a call in the state, and from "answer" to the phone's answer: what speaks against it first. How a
// call gets to the network is carrying.ts; the other commands are in desk.ts.

import { callActions, mayDialNow } from '../call/actions.ts';
import type { Command } from '../call/command.ts';
import type { Failure, FailureCode } from '../call/failure.ts';
import type { AccountId, CallId, Remote } from '../call/state.ts';
import type { Reply } from '../messages/protocol.ts';
import type { Route } from '../settings/settings.ts';
import { type Carrying, type CarryingDeps, find } from './carrying.ts';
import type { Floor } from './floor.ts';
import type { Microphone } from './microphone.ts';
import { linesFor } from './routing.ts';

export type DialCommand = Extract<Command, { type: 'dial' }>;

export type DiallingDeps = Omit<CarryingDeps, 'microphone'> & {
  readonly microphone: Pick<Microphone, 'open' | 'check'>;
  readonly carrying: Carrying;
  readonly floor: Pick<Floor, 'give'>;
  readonly routes: () => readonly Route[];
  /** The numbers that an account may show. */
  readonly callerIdsOf: (accountId: AccountId) => readonly string[];
  /** What the rules have against it; null: nothing. */
  readonly mayCall: (remote: Remote, command: DialCommand) => Promise<Failure | null>;
};

export interface Dialling {
  dial(command: DialCommand): Promise<Reply<null>>;
  /** True: this call was about to be dialled, and now is not. */
  withdraw(callId: CallId): boolean;
  /** This id dials no more, whoever still says it: it was put away. */
  retire(callId: CallId): void;
  answer(callId: CallId): Promise<Reply<null>>;
}

export const ACCEPTED: Reply<null> = { ok: true, value: null };

type Choice =
  | { readonly ok: true; readonly accounts: readonly [AccountId, ...AccountId[]] }
  | { readonly ok: false; readonly failure: Failure };

export function createDialling(deps: DiallingDeps): Dialling {
  const { store, microphone, carrying } = deps;
  /** Every id this host was told to dial: an id of the past never dials again, even when its call was dismissed. */
  const known = new Set<CallId>();
  /** Ids that the rules are being asked about. */
  const judged = new Map<CallId, Promise<Reply<null>>>();
  const withdrawn = new Set<CallId>();
  /** One after the other: of two calls at once, the second has to find the first one counted. */
  let lastJudged: Promise<unknown> = Promise.resolve();
  const answering = new Set<CallId>();

  /** The lines that may carry it now, the one that will first. */
  const choose = (command: DialCommand, site: string | undefined): Choice => {
    const { callerId, consultFor } = command;
    if (consultFor && !callActions(store.state, consultFor).consult)
      return refuse('not-supported', 'nobody can be asked for that call');
    const accounts = accountsFor(command, site);
    if (callerId && accounts.length === 0) return refuse('not-supported', 'no account shows this number');
    const first = accounts.find(isReady) ?? accounts[0];
    const now = mayDialNow(store.state, first);
    if (!now.ok) return now;
    if (!first) return refuse('line-not-ready');
    return { ok: true, accounts: [first, ...accounts.filter((id) => id !== first)] };
  };
  const accountsFor = (command: DialCommand, site: string | undefined) => {
    const { accountId, callerId, remote, consultFor } = command;
    const wanted = { e164: remote.e164, ...(site !== undefined && { site }) };
    const routed = linesFor(store.state.lines, deps.routes(), wanted);
    // Only calls of one line can be joined by its server.
    const asking = consultFor && find(store.state, consultFor)?.accountId;
    const all = accountId ? [accountId] : [...new Set(asking ? [asking, ...routed] : routed)];
    return callerId ? all.filter((id) => deps.callerIdsOf(id).includes(callerId)) : all;
  };
  const isReady = (id: AccountId) =>
    store.state.lines.some(({ accountId, line }) => accountId === id && line.status === 'ready');

  const judge = async (command: DialCommand): Promise<Reply<null>> => {
    const { callId, remote, callerId, override, consultFor } = command;
    const { raised } = store.state;
    const site = raised?.callId === callId ? raised.site : undefined;
    if (withdrawn.has(callId)) return ACCEPTED;
    const before = choose(command, site);
    if (!before.ok) return before;
    const failure = await deps.mayCall(remote, command);
    if (withdrawn.has(callId)) return ACCEPTED;
    if (failure) return { ok: false, failure };
    // Asking took a moment, in which a line may have gone.
    const choice = choose(command, site);
    if (!choice.ok) return choice;
    known.add(callId);
    const { accounts } = choice;
    const fact = { callId, remote, accountId: accounts[0] };
    const more = { ...(override !== undefined && { override }), ...(consultFor && { consultFor }) };
    const written = store.apply({ type: 'callDialed', ...fact, ...more });
    carrying.carry({ callId, remote, accounts, ...(callerId && { callerId }) }, written);
    return ACCEPTED;
  };

  const dial = async (command: DialCommand): Promise<Reply<null>> => {
    const { callId } = command;
    if (known.has(callId) || find(store.state, callId)) return ACCEPTED;
    const under = judged.get(callId);
    if (under) return under;
    const asked = lastJudged.then(() => judge(command));
    lastJudged = asked.catch(() => undefined);
    judged.set(callId, asked);
    const reply = await asked.finally(() => {
      judged.delete(callId);
      withdrawn.delete(callId);
    });
    // What was true of the microphone may be so no more: the next attempt is judged by a fresh look.
    if (!reply.ok && reply.failure.code.startsWith('microphone-')) void microphone.check();
    return reply;
  };

  const retire = (callId: CallId) => {
    known.add(callId);
    if (judged.has(callId)) withdrawn.add(callId);
  };

  return {
    dial,
    retire,
    withdraw(callId) {
      if (judged.has(callId)) retire(callId);
      return judged.has(callId);
    },
    /** Without a microphone the call goes on ringing: the agent may still allow it, or decline. */
    async answer(callId) {
      const call = find(store.state, callId);
      if (call?.status !== 'offered' || answering.has(callId)) return ACCEPTED;
      // A call that cannot wait is up on another line.
      if (!callActions(store.state, callId).answer) return refuse('too-many-calls');
      answering.add(callId);
      const opened = await microphone.open();
      answering.delete(callId);
      const phone = deps.phoneOf(call.accountId);
      if (!phone || find(store.state, callId)?.status !== 'offered') return ACCEPTED;
      if (!opened.ok) return opened;
      deps.floor.give([callId]);
      const told = deps.log.guard('answer', () => phone.answer(callId, opened.stream));
      return told ? ACCEPTED : refuse('unknown', 'the phone threw');
    },
  };
}

function refuse(code: FailureCode, detail?: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code, ...(detail !== undefined && { detail }) } };
}
