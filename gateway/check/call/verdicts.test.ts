/** A call's facts, judged: one good call, each test changes one thing of what was heard. */
import { describe, expect, it } from 'vitest';
import type { SipRequest, SipResponse } from '../sip/message.ts';
import type { CallFacts } from './place.ts';
import { judgeCall } from './verdicts.ts';

const invite: SipRequest = { kind: 'request', method: 'INVITE', uri: 'sip:a@b', headers: [], body: '' };
const response = (status: number): SipResponse => ({
  kind: 'response',
  status,
  reason: 'Such',
  headers: [],
  body: '',
});
const answered = (status: number) => ({ kind: 'answered', response: response(status) }) as const;
const audio = {
  ...{ sent: 300, received: 300, foreign: 0, lost: 0 },
  ...{ jitterMs: 1, loudness: -12, lostThere: 0 },
};
const GOOD: CallFacts = {
  exchange: { outcome: answered(200), request: invite, challenge: null, isAnswered: false },
  provisional: [100, 180],
  early: { audio: null, packets: 0 },
  answer: {
    address: '192.0.2.1',
    port: 4000,
    profile: 'RTP/AVP',
    codecs: [
      { name: 'PCMU', clockRate: 8000, payloadType: 0 },
      { name: 'TELEPHONE-EVENT', clockRate: 8000, payloadType: 101 },
    ],
    direction: 'sendrecv',
    crypto: [],
  },
  audio,
  ending: { by: 'us', outcome: answered(200) },
  answeredMs: 100,
  hangUpMs: 10,
};
const sound = (changes: Partial<typeof audio>) =>
  judgeCall({ ...GOOD, audio: { ...audio, ...changes } }, false).audio;

describe('a call', () => {
  it('that is good is good throughout', () => {
    const verdicts = Object.values(judgeCall(GOOD, false)).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['ok', 'ok', 'skipped', 'ok', 'ok']);
  });

  it('heard only here has one way of sound: the other is told by the far side’s reports', () => {
    expect(sound({ lostThere: 1 })).toMatchObject({
      verdict: 'failed',
      fix: expect.stringContaining('UDP out'),
    });
    expect(sound({ received: 0, loudness: null as never })).toMatchObject({
      verdict: 'failed',
      fix: expect.stringContaining('UDP in'),
    });
    expect(sound({ lostThere: null as never }).found).toContain('the far side does not report');
  });

  it.each([
    ['loses packets', { lost: 20 }, /lost 6\.3 %/],
    ['comes unevenly', { jitterMs: 45 }, /jitter 45\.0 ms/],
    ['is silent', { loudness: -70 }, /silence/],
  ])('whose sound %s is a warning', (_, changes, says) => {
    const { verdict, found } = sound(changes);
    expect([verdict, found]).toEqual(['warn', expect.stringMatching(says)]);
  });

  it('without digits is a warning, for menus', () => {
    const answer = GOOD.answer && { ...GOOD.answer, codecs: GOOD.answer.codecs.slice(0, 1) };
    expect(judgeCall({ ...GOOD, answer }, false).codecs).toMatchObject({ verdict: 'warn' });
  });

  it('that was over already when it was hung up is over', () => {
    const ending = { by: 'us', outcome: answered(481) } as const;
    expect(judgeCall({ ...GOOD, ending }, false)['hang-up'].verdict).toBe('ok');
    const silent = { by: 'us', outcome: { kind: 'silent' } } as const;
    expect(judgeCall({ ...GOOD, ending: silent }, false)['hang-up']).toMatchObject({
      verdict: 'failed',
      fix: expect.stringContaining('billed'),
    });
  });

  it.each([
    [402, 'balance'],
    [403, 'address is allowed'],
    [404, 'numberFormat'],
    [488, 'PCMU'],
    [503, 'trunk is active'],
    [699, 'console'],
  ])('refused with %i says what to look at', (status, says) => {
    const refused = { ...GOOD, exchange: { ...GOOD.exchange, outcome: answered(status) } };
    expect(judgeCall(refused, false).call).toMatchObject({
      verdict: 'failed',
      fix: expect.stringContaining(says),
    });
  });
});
