// A phone that takes its time for everything, and an agent who does not wait for it: when all is said, there is one
// conversation at most.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { CallId } from '../call/state.ts';
import { BACK_WITHIN_MS } from './mixing.ts';
import { callId, rehearse, remote, settled } from './rehearsal.ts';
import { JOINING, type Rehearsal } from './rehearsedCalls.ts';
import type { FakePhone } from './rehearsedPhone.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

/** With what a failure is told by. */
type Step = readonly [name: string, act: (host: Rehearsal, far: FarSide) => unknown];

/** What the phone was told and has not confirmed yet, in its order; a call's own orders never overtake each other. */
class FarSide {
  readonly orders: [what: string, id: CallId][] = [];
  private readonly statuses = new Map<CallId, 'offered' | 'dialed' | 'live' | 'held' | 'ended'>();
  private readonly phone: FakePhone;

  constructor(phone: FakePhone) {
    this.phone = phone;
    phone.onTold = (told) => {
      const [what, id] = told.split(' ') as [string, CallId];
      if (what === 'hangUp') this.end(id, 'local');
      else if (['dial', 'answer', 'hold', 'resume'].includes(what)) this.orders.push([what, id]);
    };
  }

  offers(id: CallId): void {
    if (this.statuses.has(id)) return;
    this.statuses.set(id, 'offered');
    this.phone.says({ type: 'callOffered', callId: id, remote: remote('+442079460018') });
  }

  end(id: CallId, by: 'local' | 'remote'): void {
    const status = this.statuses.get(id);
    if (status === 'ended' || (by === 'remote' && status === undefined)) return;
    this.statuses.set(id, 'ended');
    this.phone.says({ type: 'callEnded', callId: id, by });
  }

  /** The oldest order of the call that is the n-th to wait is done. */
  confirm(n: number): void {
    if (this.orders.length === 0) return;
    const waiting = [...new Set(this.orders.map(([, id]) => id))];
    const next = waiting[n % waiting.length];
    const at = this.orders.findIndex(([, id]) => id === next);
    const [[what, id]] = this.orders.splice(at, 1) as [[string, CallId]];
    const is = this.statuses.get(id);
    if (what === 'dial') this.move(id, is === undefined, 'live', 'callAnswered');
    if (what === 'answer') this.move(id, is === 'offered', 'live', 'callAnswered');
    if (what === 'hold') this.move(id, is === 'live', 'held', 'callHeld');
    if (what === 'resume') this.move(id, is === 'held', 'live', 'callResumed');
  }

  confirmAll(): void {
    while (this.orders.length > 0) this.confirm(0);
  }

  private move(
    id: CallId,
    fits: boolean,
    to: 'live' | 'held',
    type: 'callAnswered' | 'callHeld' | 'callResumed',
  ) {
    if (!fits) return;
    this.statuses.set(id, to);
    this.phone.says({ type, callId: id });
  }
}

const id = fc.constantFrom('a', 'b', 'c', 'd').map(callId);
const ordered = fc.constantFrom(
  'answer' as const,
  'hangUp' as const,
  'hold' as const,
  'resume' as const,
  'unmix' as const,
  'completeTransfer' as const,
);
const step: fc.Arbitrary<Step> = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 3, arbitrary: id.map((one) => [`dial ${one}`, (host) => host.dial(one)]) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(id, id)
      .map(([one, consultFor]) => [
        `ask ${one} for ${consultFor}`,
        (host) => host.dial(one, '+442079460019', { consultFor }),
      ]),
  },
  { weight: 3, arbitrary: id.map((one) => [`${one} calls`, (_, far) => far.offers(one)]) },
  {
    weight: 9,
    arbitrary: fc
      .tuple(ordered, id)
      .map(([type, one]) => [`${type} ${one}`, (host) => host.command({ type, callId: one })]),
  },
  { weight: 3, arbitrary: fc.constant<Step>(['mix', (host) => host.command({ type: 'mix' })]) },
  { weight: 1, arbitrary: id.map((one) => [`${one} leaves`, (_, far) => far.end(one, 'remote')]) },
  { weight: 1, arbitrary: fc.constant<Step>(['wait', (host) => host.clock.advance(BACK_WITHIN_MS)]) },
  { weight: 12, arbitrary: fc.nat(3).map((n) => [`confirm ${n}`, (_, far) => far.confirm(n)]) },
);

async function expectOneConversation(host: Rehearsal): Promise<void> {
  const { calls } = await host.state();
  const live = calls.filter(({ status, mixed }) => status === 'live' && mixed !== 'bridge');
  const isConference = live.length > 1 && live.every(({ mixed }) => mixed === 'conference');
  if (!isConference) expect(live.map(({ id: one, mixed }) => `${one} ${mixed}`).slice(1)).toEqual([]);
}

test('whatever the agent wishes while the phone takes its time, one conversation is left at most', async () => {
  const story = fc.array(step, { minLength: 10, maxLength: 50, size: 'max' });
  await fc.assert(
    fc.asyncProperty(story, fc.boolean(), async (steps, transfer) => {
      const host = rehearse({}, { ...JOINING, transfer });
      const far = new FarSide(await host.ready());
      for (const [, act] of steps) {
        await act(host, far);
        await settled();
      }
      for (let turn = 0; turn < 3; turn += 1) {
        far.confirmAll();
        host.clock.advance(BACK_WITHIN_MS);
        await settled();
      }
      far.confirmAll();
      await expectOneConversation(host);
    }),
    { numRuns: 1000 },
  );
});
