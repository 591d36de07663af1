/** A switchboard for tests and the gallery of screens: answers from a table, remembers what it was asked. */
import type { PhoneState } from '../call/state.ts';
import type { Reply, SwitchboardReplies, SwitchboardRequest } from '../messages/protocol.ts';
import type { askSwitchboard } from '../messages/send.ts';

export type FakeAnswers = {
  readonly [Type in SwitchboardRequest['type']]?: Reply<SwitchboardReplies[Type]>;
};

export type FakeWire = {
  readonly ask: typeof askSwitchboard;
  readonly onSnapshot: (handler: (state: PhoneState) => void) => void;
  readonly asked: readonly SwitchboardRequest[];
  publish(state: PhoneState): void;
};

/** What `answers` leaves out is accepted with nothing: null. */
export function createFakeWire(answers: FakeAnswers): FakeWire {
  const asked: SwitchboardRequest[] = [];
  const handlers: ((state: PhoneState) => void)[] = [];
  const ask = async (request: SwitchboardRequest): Promise<Reply<unknown>> => {
    asked.push(request);
    return answers[request.type] ?? { ok: true, value: null };
  };
  return {
    ask: ask as typeof askSwitchboard,
    onSnapshot: (handler) => void handlers.push(handler),
    asked,
    publish: (state) => {
      for (const handler of handlers) handler(state);
    },
  };
}
