import { describe, expect, test } from 'vitest';
import { callId, rehearse, remote, settled } from './rehearsal.ts';
import { consulting, JOINING } from './rehearsedCalls.ts';

const A = callId('a');

async function dialled() {
  const host = rehearse();
  const phone = await host.ready();
  await host.dial('a');
  await settled();
  return { host, phone };
}

describe('the ring-back', () => {
  test('sounds while the far side rings and stops with the answer', async () => {
    const { host, phone } = await dialled();
    phone.says({ type: 'callRinging', callId: A, earlyMedia: false });
    phone.says({ type: 'callAnswered', callId: A });
    expect(host.sounds).toEqual([null, 'ringBack', null]);
  });

  test('stops when the call is refused', async () => {
    const { host, phone } = await dialled();
    phone.says({ type: 'callRinging', callId: A, earlyMedia: false });
    phone.says({ type: 'callEnded', callId: A, by: 'remote', failure: { code: 'busy' } });
    expect(host.sounds).toEqual([null, 'ringBack', null]);
  });

  test('is left to a network that sends its own', async () => {
    const { host, phone } = await dialled();
    phone.says({ type: 'callRinging', callId: A, earlyMedia: true });
    expect(host.sounds).toEqual([null]);
  });

  test('makes way for a network that sends its own later', async () => {
    const { host, phone } = await dialled();
    phone.says({ type: 'callRinging', callId: A, earlyMedia: false });
    phone.says({ type: 'callRinging', callId: A, earlyMedia: true });
    expect(host.sounds).toEqual([null, 'ringBack', null]);
  });
});

describe('an offered call', () => {
  test('rings until it is answered', async () => {
    const host = rehearse();
    const phone = await host.ready();
    phone.says({ type: 'callOffered', callId: A, remote: remote() });
    phone.says({ type: 'callAnswered', callId: A });
    expect(host.sounds).toEqual([null, 'ringTone', null]);
  });

  test('only knocks while another call is up', async () => {
    const { host, phone } = await dialled();
    phone.says({ type: 'callAnswered', callId: A });
    phone.says({ type: 'callOffered', callId: callId('b'), remote: remote('+442079460018') });
    phone.says({ type: 'callEnded', callId: callId('b'), by: 'remote' });
    expect(host.sounds).toEqual([null, 'callWaiting', null]);
  });
});

describe('beside two who were handed to each other', () => {
  async function bridged() {
    const { host, phone } = await consulting({ ...JOINING, transfer: false });
    await host.command({ type: 'completeTransfer', callId: callId('b') });
    host.sounds.length = 0;
    return { host, phone };
  }

  test('who calls rings: the agent is in no call', async () => {
    const { host, phone } = await bridged();
    phone.says({ type: 'callOffered', callId: callId('in'), remote: remote('+442079460018') });
    expect(host.sounds).toEqual(['ringTone']);
  });

  test('the agent hears it ring where they call', async () => {
    const { host, phone } = await bridged();
    await host.dial('c', '+14155550109');
    await settled();
    phone.says({ type: 'callRinging', callId: callId('c'), earlyMedia: false });
    expect(host.sounds).toEqual([null, 'ringBack']);
  });
});

test('nobody rings while the agent does not want to be disturbed', async () => {
  const host = rehearse();
  const phone = await host.ready();
  await host.configure({ doNotDisturb: true });
  phone.says({ type: 'callOffered', callId: A, remote: remote() });
  expect(host.sounds).toEqual([null]);
});

test('a voice is played until its call is over', async () => {
  const { host, phone } = await dialled();
  phone.hears(A, {} as MediaStream);
  expect([...host.played]).toEqual([A]);
  phone.says({ type: 'callEnded', callId: A, by: 'remote' });
  expect(host.played.size).toBe(0);
});

test('an audio device that cannot be opened keeps no microphone open', async () => {
  const host = rehearse({
    tones: {
      use() {},
      play() {
        throw new Error('no audio device');
      },
    },
  });
  const phone = await host.ready();
  await host.dial('a');
  await settled();
  phone.says({ type: 'callEnded', callId: A, by: 'remote' });
  await settled();
  expect(host.devices.tracks[0]?.stopped).toBe(true);
});
