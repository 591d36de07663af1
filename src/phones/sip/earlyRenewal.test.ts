// A password that is good for a while: the next one comes before its end, and the line is not disturbed for it.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Credentials, SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import { createManualClock } from '../fake/manualClock.ts';
import { createRenewal } from './renewal.ts';

const HOUR_MS = 3_600_000;
const MINTED: SipCredentials = {
  kind: 'sip',
  servers: ['wss://sip.example.com:8443'],
  user: 'anna',
  domain: 'sip.example.com',
  authorizationUser: '0000003600:anna',
  password: 'canary',
  expiresAt: HOUR_MS,
  iceServers: [],
  from: { kind: 'gateway', server: 'https://calls.example.com', bearer: 'canary-key' },
};
const NEXT = { ...MINTED, authorizationUser: '0000006480:anna', expiresAt: 1.8 * HOUR_MS };

const REFUSED = { code: 'wrong-credentials', detail: 'SIP 401 Unauthorized' } as const;
const failed = { type: 'lineFailed', failure: REFUSED };

const seen = {
  asked: 0,
  reported: [] as PhoneEvent[],
  signed: [] as SipCredentials[],
  reopened: [] as SipCredentials[],
  talking: false,
};
beforeEach(() => {
  Object.assign(seen, { asked: 0, reported: [], signed: [], reopened: [], talking: false });
});

function open(first: SipCredentials, answer: () => Promise<Credentials> = async () => NEXT) {
  const lifetime = new AbortController();
  const clock = createManualClock();
  const renewal = createRenewal(first, {
    clock,
    renew: () => {
      seen.asked += 1;
      return answer();
    },
    report: (event) => void seen.reported.push(event),
    isTalking: () => seen.talking,
    signWith: (credentials) => void seen.signed.push(credentials),
    reopen: (credentials) => void seen.reopened.push(credentials),
    signal: lifetime.signal,
  });
  return { renewal, lifetime, clock };
}
/** Lets answers that are there arrive. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a password for a while', () => {
  it('is followed by the next one before its end, on the same line, also while a call is up', async () => {
    const { clock } = open(MINTED);
    seen.talking = true;
    clock.advance(0.8 * HOUR_MS - 1);
    expect(seen.asked).toBe(0);
    clock.advance(1);
    await settle();
    expect([seen.signed, seen.reopened, seen.reported]).toEqual([[NEXT], [], []]);
    clock.advance(0.8 * HOUR_MS);
    expect(seen.asked).toBe(2);
  });

  it('is asked for again every minute while there is none to be had, and nothing is said of it', async () => {
    const { clock } = open(MINTED, () => Promise.reject(new Error('not renewed')));
    clock.advance(0.8 * HOUR_MS);
    await settle();
    for (const _ of [1, 2]) {
      clock.advance(60_000);
      await settle();
    }
    expect([seen.asked, seen.signed, seen.reported]).toEqual([3, [], []]);
  });

  it('is not asked for in a loop by a machine whose clock is wrong', async () => {
    const { clock } = open({ ...MINTED, expiresAt: -HOUR_MS }, async () => ({ ...NEXT, expiresAt: -1 }));
    clock.advance(59_999);
    expect(seen.asked).toBe(0);
    clock.advance(1);
    await settle();
    expect(seen.asked).toBe(1);
  });

  it('that was refused while the next one was on its way costs no second question', async () => {
    const { clock, renewal } = open(MINTED);
    clock.advance(0.8 * HOUR_MS);
    renewal.refused(REFUSED);
    await settle();
    expect([seen.asked, seen.reopened]).toEqual([1, [NEXT]]);
  });

  it('opens a line again that went down while there was none to be had', async () => {
    let server: () => Promise<Credentials> = () => Promise.reject(new Error('away'));
    const { clock, renewal } = open(MINTED, () => server());
    clock.advance(0.8 * HOUR_MS);
    await settle();
    renewal.refused(REFUSED);
    await settle();
    expect([seen.reported.at(-1), seen.reopened]).toEqual([failed, []]);
    server = async () => NEXT;
    clock.advance(60_000);
    await settle();
    expect([seen.reopened, seen.signed]).toEqual([[NEXT], []]);
  });

  it('has the line moved where the server names another place, when nobody talks', async () => {
    const moved = { ...NEXT, servers: ['wss://sip-b.example.com:8443'] };
    const { clock, renewal } = open(MINTED, async () => moved);
    seen.talking = true;
    clock.advance(0.8 * HOUR_MS);
    await settle();
    expect([seen.signed, seen.reopened]).toEqual([[], []]);
    seen.talking = false;
    renewal.idle();
    await settle();
    expect(seen.reopened).toEqual([moved]);
  });

  it('is asked for no more by a phone that is gone', async () => {
    const { clock, lifetime } = open(MINTED);
    lifetime.abort();
    clock.advance(HOUR_MS);
    expect(seen.asked).toBe(0);
  });
});
