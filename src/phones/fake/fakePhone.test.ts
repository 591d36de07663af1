import { describe, expect, it } from 'vitest';
import { newCallId } from '../../call/callId.ts';
import type { PhoneEvent } from '../../call/event.ts';
import { toE164 } from '../../numbers/e164.ts';
import { FAKE_CAPABILITIES, type FakePhoneOptions, openFakePhone } from './fakePhone.ts';
import { createManualClock } from './manualClock.ts';

const MICROPHONE = {} as MediaStream;

function readyPhone(options: FakePhoneOptions = {}) {
  const clock = createManualClock();
  const reported: PhoneEvent[] = [];
  const phone = openFakePhone(
    { kind: 'fake', identity: '+442079460018' },
    { report: (event) => reported.push(event), playRemote: () => {} },
    { clock, ...options },
  );
  phone.connect();
  clock.advance(1_000);
  const dial = (number: string) => {
    const callId = newCallId();
    phone.dial(callId, { e164: toE164(number), display: number }, MICROPHONE);
    return callId;
  };
  const eventsOf = (callId: string) =>
    reported.filter((event) => 'callId' in event && event.callId === callId).map(({ type }) => type);
  return { clock, phone, reported, dial, eventsOf };
}

describe('the fake phone', () => {
  it('has somebody who takes the call after a while', () => {
    const { clock, dial, eventsOf } = readyPhone();
    const callId = dial('+14155550142');
    clock.advance(3_000);
    expect(eventsOf(callId)).toEqual(['callRinging', 'callAnswered']);
  });

  it('rings for 60 s at a number that nobody answers, then gives up', () => {
    const { clock, dial, reported } = readyPhone();
    dial('+14155550180');
    clock.advance(61_000);
    expect(reported.at(-1)).toMatchObject({ type: 'callEnded', failure: { code: 'no-answer' } });
  });

  it('is never answered after it was hung up', () => {
    const { clock, phone, dial, eventsOf } = readyPhone();
    const callId = dial('+14155550142');
    clock.advance(500);
    phone.hangUp(callId);
    clock.advance(120_000);
    expect(eventsOf(callId)).toEqual(['callRinging', 'callEnded']);
  });

  it('carries as many calls as it says and refuses one more', () => {
    const { dial, reported } = readyPhone();
    for (let call = 0; call < FAKE_CAPABILITIES.maxCalls; call += 1) dial('+14155550142');
    dial('+14155550142');
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'too-many-calls' } });
  });

  it('remembers the digits that were keyed in', () => {
    const { clock, phone, dial } = readyPhone();
    const callId = dial('+14155550142');
    clock.advance(3_000);
    phone.sendDigits(callId, '12');
    phone.sendDigits(callId, '#');
    expect(phone.far.digits(callId)).toBe('12#');
  });

  it('offers nobody a call that it cannot carry', () => {
    const { dial, phone, reported } = readyPhone();
    for (let call = 0; call < FAKE_CAPABILITIES.maxCalls; call += 1) dial('+14155550142');
    phone.far.call({ e164: null, display: 'customer' });
    expect(reported.map(({ type }) => type)).not.toContain('callOffered');
  });

  it('comes back by itself when its line is lost, and its calls go on', () => {
    const { clock, phone, dial, reported, eventsOf } = readyPhone();
    const callId = dial('+14155550142');
    clock.advance(3_000);
    phone.far.loseLine(4_000);
    expect(reported.at(-1)).toMatchObject({ type: 'lineConnecting', retryAt: clock.now() + 4_000 });
    clock.advance(5_000);
    expect(reported.at(-1)).toMatchObject({ type: 'lineReady' });
    expect(eventsOf(callId)).not.toContain('callEnded');
  });

  it('tells of the messages that wait', () => {
    const { phone, reported } = readyPhone();
    phone.far.leaveMessages({ waiting: true, fresh: 2 });
    expect(reported.at(-1)).toEqual({ type: 'voicemailCounted', waiting: true, fresh: 2 });
  });
});

describe('the fake far side', () => {
  const live = (options: FakePhoneOptions = {}) => {
    const opened = readyPhone(options);
    const callId = opened.dial('+14155550142');
    opened.clock.advance(3_000);
    const transfer = (number: string) => {
      opened.phone.transfer(callId, { e164: toE164(number), display: number });
      opened.clock.advance(70_000);
      return opened.reported.at(-1);
    };
    return { ...opened, callId, transfer };
  };

  it('takes a call that is handed over, and is as busy or absent as its number says', () => {
    expect(live().transfer('+14155550123')).toMatchObject({ type: 'callEnded', by: 'local' });
    for (const number of ['+14155550186', '+14155550180']) {
      const { transfer, eventsOf, callId } = live();
      expect(transfer(number)).toMatchObject({ failure: { code: 'transfer-failed' } });
      expect(eventsOf(callId)).not.toContain('callEnded');
    }
  });

  it('hands no call over when it is told not to', () => {
    expect(live({ refusesTransfers: true }).transfer('+14155550123')).toMatchObject({
      type: 'callTransferFailed',
      failure: { code: 'transfer-refused' },
    });
  });

  it('takes the place of the call that asked, and both end here', () => {
    const { clock, phone, dial, callId, eventsOf } = live();
    phone.hold(callId);
    const consult = dial('+14155550123');
    clock.advance(3_000);
    phone.transferTo(callId, consult);
    clock.advance(1_000);
    expect(eventsOf(callId).slice(-2)).toEqual(['callTransferred', 'callEnded']);
    expect(eventsOf(consult).at(-1)).toBe('callEnded');
  });

  it('sounds as it is told to from then on', async () => {
    const { clock, phone, callId } = live();
    const before = await phone.sampleMedia(callId);
    phone.far.sounds(callId, { lossPercent: 10, rttMs: 500, isSending: false });
    clock.advance(10_000);
    const after = await phone.sampleMedia(callId);
    expect(after).toMatchObject({ packetsLost: 50, rttMs: 500, packetsSent: before?.packetsSent });
    expect((after?.packetsReceived ?? 0) - (before?.packetsReceived ?? 0)).toBe(450);
  });

  it('hears what was given last', async () => {
    const { phone, callId } = live();
    expect(phone.far.input(callId)).toBe(MICROPHONE);
    const other = {} as MediaStream;
    await phone.setInput(callId, other);
    expect(phone.far.input(callId)).toBe(other);
  });
});
