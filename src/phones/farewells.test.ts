import { describe, expect, it } from 'vitest';
import { createManualClock } from './fake/manualClock.ts';
import { createFarewells } from './farewells.ts';

const BYE = 'BYE sip:x SIP/2.0\r\nCall-ID: one\r\nCSeq: 9 BYE\r\n\r\n';
const answer = (callId: string, cseq: string, callIdName = 'Call-ID') =>
  `SIP/2.0 200 OK\r\n${callIdName}: ${callId}\r\nCSeq: ${cseq}\r\n\r\n`;

function farewells() {
  const clock = createManualClock();
  return { clock, ...createFarewells(clock) };
}

describe('a BYE', () => {
  it('is kept until it is answered', () => {
    const { sent, received, unanswered } = farewells();
    sent(BYE);
    received(answer('another', '9 BYE'));
    received(answer('one', '8 BYE'));
    received('BYE sip:y SIP/2.0\r\nCall-ID: one\r\nCSeq: 9 BYE\r\n\r\n');
    expect(unanswered()).toEqual([BYE]);
    received(answer('one', '9 BYE'));
    expect(unanswered()).toEqual([]);
  });

  it('is recognised in an answer with compact headers', () => {
    const { sent, received, unanswered } = farewells();
    sent(BYE);
    received(answer('one', '9 BYE', 'i'));
    expect(unanswered()).toEqual([]);
  });

  it('is not kept for longer than the far leg can live', () => {
    const { clock, sent, unanswered } = farewells();
    sent(BYE);
    clock.advance(120_001);
    expect(unanswered()).toEqual([]);
  });

  it('is the only request that is kept', () => {
    const { sent, unanswered } = farewells();
    sent('INVITE sip:x SIP/2.0\r\nCall-ID: one\r\nCSeq: 1 INVITE\r\n\r\n');
    expect(unanswered()).toEqual([]);
  });
});
