import { expect, test } from 'vitest';
import { newCallId } from '../call/callId.ts';
import { type CallStatus, initialState, type PhoneState } from '../call/state.ts';
import { updateWaiting } from '../storage/update.ts';
import { createUpdate } from './update.ts';

const idle = initialState('host-1');

function inCall(status: CallStatus): PhoneState {
  const remote = { e164: null, display: 'desk' };
  return {
    ...idle,
    calls: [{ id: newCallId(), direction: 'outgoing', remote, status, muted: false, startedAt: 0 }],
  };
}

function updates() {
  const reloads: string[] = [];
  /** A new one each time: the worker may have died in between. */
  const update = () => createUpdate({ waiting: updateWaiting, reload: () => void reloads.push('reload') });
  return { reloads, update };
}

test('an update is installed at once while the phone is idle or absent', async () => {
  const { reloads, update } = updates();
  await update().arrived(async () => idle);
  await update().arrived(async () => null);
  expect(reloads).toHaveLength(2);
});

test('an update waits for the end of a call, also over a worker’s death', async () => {
  const { reloads, update } = updates();
  await update().arrived(async () => inCall('live'));
  await update().consider(inCall('held'));
  await update().consider(inCall('ended'));
  expect(reloads).toEqual([]);
  await update().consider(idle);
  expect(reloads).toHaveLength(1);
});

test('an update does not wait for a call that was missed or turned away', async () => {
  const { reloads, update } = updates();
  await update().arrived(async () => inCall('live'));
  const { calls, ...rest } = inCall('ended');
  await update().consider({ ...rest, calls: calls.map((call) => ({ ...call, direction: 'incoming' })) });
  expect(reloads).toHaveLength(1);
});

test('without an update nothing is ever reloaded, and an update is installed once', async () => {
  const { reloads, update } = updates();
  await update().consider(idle);
  expect(reloads).toEqual([]);
  await update().arrived(async () => inCall('live'));
  await update().consider(idle);
  await update().consider(idle);
  expect(reloads).toHaveLength(1);
});

test('an update that arrives while a call ends is installed', async () => {
  const { reloads, update } = updates();
  await update().arrived(async () => {
    const state = inCall('live');
    await update().consider(idle);
    return state;
  });
  expect(reloads).toHaveLength(1);
});
