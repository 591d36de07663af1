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
});
