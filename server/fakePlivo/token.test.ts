// A token is judged as Plivo's switch judges it: one good token, and each test spoils one thing.
import { describe, expect, it } from 'vitest';
import { judgeToken, LONGEST_VALIDITY_SECONDS, signToken } from './token.ts';

const NOW_SECONDS = 1_769_500_000;
const GOOD = {
  iss: 'MAEXAMPLE',
  sub: 'agent7',
  nbf: NOW_SECONDS - 10,
  exp: NOW_SECONDS + 900,
  per: { voice: { incoming_allow: true, outgoing_allow: true } },
};
const judge = (token: string, user = 'agent7_MAEXAMPLE') =>
  judgeToken(token, { secret: 'the switch’s', issuer: 'MAEXAMPLE', user, nowMs: NOW_SECONDS * 1000 });
const judged = (spoilt: object) => judge(signToken({ ...GOOD, ...spoilt }, 'the switch’s'));

describe('a token', () => {
  it('is accepted with all its claims', () => expect(judged({})).toEqual(GOOD));

  it.each([
    ['another issuer', { iss: 'MAOTHER' }, 10003],
    ['no subject', { sub: undefined }, 10004],
    ['a time to come', { nbf: NOW_SECONDS + 60 }, 10005],
    ['a time that is over', { exp: NOW_SECONDS }, 10006],
    ['the legacy grants', { per: undefined, grants: { voice: {} } }, 10008],
    ['more than a day', { exp: GOOD.nbf + LONGEST_VALIDITY_SECONDS + 1 }, 10009],
  ])('with %s is refused by its code', (_what, spoilt, code) => expect(judged(spoilt)).toBe(code));

  it('of somebody else is refused', () => {
    expect(judge(signToken(GOOD, 'the switch’s'), 'agent8_MAEXAMPLE')).toBe(10004);
  });

  it('signed with another key is refused', () => {
    expect(judge(signToken(GOOD, 'our own'))).toBe(10007);
  });

  it('that claims no algorithm is refused', () => {
    const [, body] = signToken(GOOD, 'the switch’s').split('.');
    const head = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(judge(`${head}.${body}.AA`)).toBe(10002);
  });

  it.each(['', 'garbage', 'a.b', 'a.b.c', 'e30.e30.', 'bnVsbA.bnVsbA.AA'])('that is "%s" is none', (text) =>
    expect(judge(text)).toBe(10001),
  );
});
