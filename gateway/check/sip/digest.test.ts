/** Digest against the examples of the standards themselves, and challenges as providers write them. */
import { describe, expect, it } from 'vitest';
import { answerChallenge, chooseChallenge, parseChallenge } from './digest.ts';

const CNONCE = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
const NONCE = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';

describe('an answer', () => {
  // RFC 7616 §3.9.1: Mufasa, "Circle of Life".
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ] as const)('with %s is the one of RFC 7616', (algorithm, response) => {
    const challenge = parseChallenge(
      `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="${NONCE}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
    );
    if (!challenge) throw new Error('the challenge cannot be read');
    const login = { username: 'Mufasa', password: 'Circle of Life' };
    const answer = answerChallenge(challenge, { method: 'GET', uri: '/dir/index.html' }, login, CNONCE);
    expect(answer).toContain(`response="${response}"`);
    expect(answer).toContain('qop=auth, nc=00000001');
    expect(answer).toContain('opaque="FQhe/');
  });

  it('without qop is RFC 2069’s, as old switches ask for it', () => {
    // RFC 2617 §3.5 with its qop taken away: H(H(A1):nonce:H(A2)).
    const challenge = parseChallenge(
      'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"',
    );
    if (!challenge) throw new Error('the challenge cannot be read');
    const login = { username: 'Mufasa', password: 'Circle Of Life' };
    const answer = answerChallenge(challenge, { method: 'GET', uri: '/dir/index.html' }, login);
    expect(answer).toContain('response="670fd8c2df070c60b045671b8b24ff02"');
    expect(answer).not.toContain('nc=');
  });
});

describe('a challenge', () => {
  it('is chosen by strength among those that can be answered', () => {
    const [md5, sha, aka] = ['MD5', 'SHA-256', 'AKAv1-MD5'].map(
      (algorithm) => `Digest realm="r", nonce="n", qop="auth", algorithm=${algorithm}`,
    ) as [string, string, string];
    expect(chooseChallenge([md5, aka, sha])?.algorithm).toBe('SHA-256');
    expect(chooseChallenge([aka, md5])?.algorithm).toBe('MD5');
    expect(chooseChallenge([aka])).toBeNull();
  });

  it.each([
    'Basic realm="r"',
    'Digest realm="r"',
    'Digest nonce="n"',
    'Digest realm="r", nonce="n", qop="auth-int"',
    '',
    'Digest '.repeat(1_000),
  ])('that cannot be answered is none: %s', (value) => {
    expect(parseChallenge(value)).toBeNull();
  });

  it('may hold quotes and commas within quotes, and its names in any case', () => {
    expect(parseChallenge('digest REALM="a \\"b\\", c",Nonce=n1 , stale=TRUE,algorithm=md5')).toEqual({
      realm: 'a "b", c',
      nonce: 'n1',
      opaque: null,
      algorithm: 'MD5',
      qopAuth: false,
      stale: true,
    });
  });
});
