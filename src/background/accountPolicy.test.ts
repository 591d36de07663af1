import { expect, test } from 'vitest';
import { newCallId } from '../call/callId.ts';
import { type CallStatus, initialState, type PhoneState } from '../call/state.ts';
import { policyWaiting } from '../storage/policyWaiting.ts';
import { createAccountPolicy } from './accountPolicy.ts';

const idle = initialState('host-1');

function inCall(status: CallStatus): PhoneState {
  const remote = { e164: null, display: 'desk' };
  const call = {
    id: newCallId(),
    direction: 'outgoing',
    remote,
    status,
    muted: false,
    startedAt: 0,
  } as const;
  return { ...idle, calls: [call] };
}

function policies() {
  const steps: string[] = [];
  const desk = {
    applyPolicy: async () => void steps.push('applied'),
    keepNoSecrets: async () => void steps.push('no secrets'),
  };
  /** A new one each time: the worker may have died in between. */
  const policy = () => createAccountPolicy({ waiting: policyWaiting, desk });
  return { steps, policy };
}

test.each([
  ['idle', idle],
  ['absent', null],
  ['done with its call', inCall('ended')],
])('a policy is applied to the accounts at once while the phone is %s', async (_, state) => {
  const { steps, policy } = policies();
  await policy().changed(async () => state);
  expect(steps).toEqual(['no secrets', 'applied']);
});

test('in a call it waits for the end of it, also over a worker’s death, and is applied once; secrets do not wait', async () => {
  const { steps, policy } = policies();
  await policy().changed(async () => inCall('live'));
  for (const status of ['held', 'ringing', 'offered'] as const) await policy().consider(inCall(status));
  expect(steps).toEqual(['no secrets']);
  await policy().consider(inCall('ended'));
  await policy().consider(idle);
  expect(steps).toEqual(['no secrets', 'applied']);
});

test('without a change nothing is applied', async () => {
  const { steps, policy } = policies();
  await policy().consider(idle);
  expect(steps).toEqual([]);
});
