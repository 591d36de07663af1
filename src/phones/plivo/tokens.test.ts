import { describe, expect, it } from 'vitest';
import type { PlivoCredentials } from '../../accounts/credentials.ts';
import { createManualClock } from '../fake/manualClock.ts';
import { CREDENTIALS, turn } from './rehearsal.ts';
import { createTokens, expiryInToken } from './tokens.ts';

const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;

function tokensWith(renewals: readonly (PlivoCredentials | Error)[], credentials = CREDENTIALS) {
  const clock = createManualClock();
  const left = [...renewals];
  const asked: number[] = [];
  const renew = async () => {
    asked.push(clock.now());
    const next = left.shift() ?? new Error('the server is away');
    if (next instanceof Error) throw next;
    return next;
  };
  const tokens = createTokens({ credentials, renew, clock });
  const advance = async (byMs: number) => {
    clock.advance(byMs);
    await turn();
  };
  return { clock, tokens, asked, advance };
}
const second: PlivoCredentials = { ...CREDENTIALS, token: 'token-2', bearer: 'key-2', expiresAt: 1_800_000 };

describe('the tokens of a line', () => {
  it('are renewed at four fifths of their life, with a bearer that may be new', async () => {
    const { tokens, asked, advance } = tokensWith([second]);
    await advance(719_000);
    expect(asked).toEqual([]);
    await advance(1_000);
    expect(asked).toEqual([720_000]);
    expect(tokens.credentials).toEqual(second);
  });

  it('are fetched again after a while when one could not be had', async () => {
    const { tokens, asked, advance } = tokensWith([new Error('away'), second]);
    await advance(720_000);
    await advance(5_000);
    expect(asked).toEqual([720_000, 725_000]);
    expect(tokens.credentials.token).toBe('token-2');
  });

  it('are never fetched twice at once', async () => {
    const { tokens, asked } = tokensWith([second]);
    expect(await Promise.all([tokens.renew(), tokens.renew(), tokens.renew()])).toEqual([true, true, true]);
    expect(asked).toHaveLength(1);
  });

  it('are given to the SDK once each: it asks in a loop for one that is nearly over', async () => {
    const { tokens, advance } = tokensWith([second]);
    const given: string[] = [];
    const give = async () => void given.push(await tokens.next());
    await give();
    void give();
    await turn();
    expect(given).toEqual(['token-1']);
    await advance(720_000);
    expect(given).toEqual(['token-1', 'token-2']);
  });

  it('of another account are not taken', async () => {
    const { tokens, advance } = tokensWith([{ ...second, username: 'agent2_MA0000' }]);
    await advance(720_000);
    expect(tokens.credentials).toEqual(CREDENTIALS);
  });

  it('are over when they say so themselves, whatever the server said', () => {
    const { tokens, clock } = tokensWith([], { ...CREDENTIALS, token: jwt({ exp: 60 }) });
    clock.advance(59_999);
    expect(tokens.isExpired()).toBe(false);
    clock.advance(1);
    expect(tokens.isExpired()).toBe(true);
  });

  it('are fetched no more when the phone is closed', async () => {
    const { tokens, asked, advance } = tokensWith([second]);
    tokens.stop();
    await advance(900_000);
    expect(asked).toEqual([]);
  });
});

describe('the end that a token names', () => {
  it.each([
    ['a JWT', jwt({ exp: 1_700_000_000 }), 1_700_000_000_000],
    ['a JWT without exp', jwt({ sub: 'agent1' }), null],
    ['text that is no JWT', 'token', null],
    ['a payload that is no JSON', 'a.!!.c', null],
  ])('of %s', (_what, token, expected) => {
    expect(expiryInToken(token)).toBe(expected);
  });
});
