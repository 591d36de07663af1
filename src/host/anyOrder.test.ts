import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../call/command.ts';
import type { PhoneEvent } from '../call/event.ts';
import { CREDENTIALS, callId, refuse, rehearse, remote, settled } from './rehearsal.ts';

type Rehearsal = ReturnType<typeof rehearse>;
type Step = (host: Rehearsal) => unknown;

const id = fc.constantFrom('a', 'b').map(callId);

const commanded: fc.Arbitrary<Step> = fc
  .oneof<fc.Arbitrary<Command>[]>(
    id.map((callId) => ({ type: 'dial', callId, remote: remote() })),
    id.map((callId) => ({ type: 'hangUp', callId })),
    id.map((callId) => ({ type: 'answer', callId })),
    id.map((callId) => ({ type: 'resume', callId })),
    id.map((callId) => ({ type: 'dismissCall', callId })),
  )
  .map((command) => (host) => host.command(command));

const reported: fc.Arbitrary<Step> = fc
  .oneof<fc.Arbitrary<PhoneEvent>[]>(
    id.map((callId) => ({ type: 'callOffered', callId, remote: remote('+442079460018') })),
    id.map((callId) => ({ type: 'callRinging', callId, earlyMedia: false })),
    id.map((callId) => ({ type: 'callAnswered', callId })),
    id.map((callId) => ({ type: 'callHeld', callId })),
    id.map((callId) => ({ type: 'callEnded', callId, by: 'remote' })),
  )
  .map((event) => (host) => host.phones.at(-1)?.says(event));

const happened: fc.Arbitrary<Step> = fc.constantFrom<Step>(
  (host) => host.ready(),
  (host) => host.open({ ...CREDENTIALS, identity: 'other' }),
  (host) => host.close(),
  (host) => {
    host.devices.answer = refuse('NotFoundError');
  },
  (host) => {
    host.devices.answer = async () => host.devices.stream();
  },
);

test('whatever happens in whatever order, no id is dialled twice, and no microphone stays open without a call', async () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: commanded },
    { weight: 4, arbitrary: reported },
    { weight: 1, arbitrary: happened },
  );
  // Some steps are over before the next one comes, some are still under way.
  const story = fc.array(fc.tuple(step, fc.boolean()), { minLength: 10, maxLength: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const host = rehearse();
      await host.ready();
      const underWay: unknown[] = [];
      for (const [act, alone] of steps) {
        underWay.push(act(host));
        if (alone) await settled();
      }
      await Promise.all(underWay);
      await settled();
      const dials = host.phones.flatMap(({ told }) => told).filter((what) => what.startsWith('dial'));
      expect(dials).toEqual([...new Set(dials)]);
      const idle = (await host.state()).calls.every(({ status }) => status === 'ended');
      if (idle) expect(host.devices.tracks.every(({ stopped }) => stopped)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
