import { beforeEach, describe, expect, it } from 'vitest';
import type { Credentials, SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import { createManualClock } from '../fake/manualClock.ts';
import { createRenewal } from './renewal.ts';

const SIPERB: SipCredentials = {
  kind: 'sip',
  servers: ['wss://edge.siperb.com/ws'],
  user: 'anna',
  domain: 'acme.siperb.com',
  password: 'canary',
  iceServers: [],
  from: { kind: 'siperb', api: 'https://api.siperb.com', token: 'pat', deviceToken: 'dev-1' },
};
const FRESH: SipCredentials = { ...SIPERB, headers: ['X-Siperb-Sid: new'] };
const REFUSED = { code: 'wrong-credentials', detail: 'SIP 403 Forbidden' } as const;

const seen = { asked: 0, reported: [] as PhoneEvent[], reopened: [] as SipCredentials[], talking: false };
beforeEach(() => {
  Object.assign(seen, { asked: 0, reported: [], reopened: [], talking: false });
});

function open(first = SIPERB, answer: () => Promise<Credentials> = async () => FRESH) {
  const lifetime = new AbortController();
  const renewal = createRenewal(first, {
    clock: createManualClock(),
    renew: () => {
      seen.asked += 1;
      return answer();
    },
    report: (event) => void seen.reported.push(event),
    isTalking: () => seen.talking,
    signWith: () => {},
    reopen: (credentials) => void seen.reopened.push(credentials),
    signal: lifetime.signal,
  });
  return { renewal, lifetime };
}
/** Lets answers that are there arrive. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
const failed = { type: 'lineFailed', failure: REFUSED };

describe('a registration that is refused', () => {
  it('is tried once more with new credentials, and the line is said to be on its way', async () => {
    open().renewal.refused(REFUSED);
    await settle();
    expect(seen.reported).toEqual([{ type: 'lineConnecting', attempt: 1 }]);
    expect(seen.reopened).toEqual([FRESH]);
  });

  it('and refused again stands', async () => {
    const { renewal } = open();
    renewal.refused(REFUSED);
    await settle();
    renewal.refused(REFUSED);
    await settle();
    expect([seen.asked, seen.reported.at(-1)]).toEqual([1, failed]);
  });

  it('may be tried again once the line was ready in between', async () => {
    const { renewal } = open();
    renewal.refused(REFUSED);
    await settle();
    renewal.ready();
    renewal.refused(REFUSED);
    await settle();
    expect(seen.reopened).toHaveLength(2);
  });

  it('stands at once for an account that cannot be asked', async () => {
    const { from: _, ...plain } = SIPERB;
    open(plain).renewal.refused(REFUSED);
    await settle();
    expect([seen.asked, seen.reported]).toEqual([0, [failed]]);
  });

  it('stands when there are no new credentials to be had', async () => {
    open(SIPERB, () => Promise.reject(new Error('not renewed'))).renewal.refused(REFUSED);
    await settle();
    expect([seen.reported.at(-1), seen.reopened]).toEqual([failed, []]);
  });

  it('waits for the end of the calls that are up', async () => {
    const { renewal } = open();
    seen.talking = true;
    renewal.refused(REFUSED);
    await settle();
    expect([seen.asked, seen.reported]).toEqual([0, [failed]]);
    seen.talking = false;
    renewal.idle();
    await settle();
    expect(seen.reopened).toEqual([FRESH]);
  });

  it('opens nothing for a phone that is gone meanwhile', async () => {
    const { renewal, lifetime } = open();
    renewal.refused(REFUSED);
    lifetime.abort();
    await settle();
    expect(seen.reopened).toEqual([]);
  });
});

describe('a call that is refused for its credentials', () => {
  it('has the line replaced when it is over, and nothing is said before', async () => {
    const { renewal } = open();
    renewal.callRefused();
    expect(seen.asked).toBe(0);
    renewal.idle();
    expect(seen.reported).toEqual([]);
    await settle();
    expect([seen.reported, seen.reopened]).toEqual([[], [FRESH]]);
  });

  it('leaves the line as it is when there is nothing better, or another call has begun', async () => {
    const { renewal } = open(SIPERB, () => Promise.reject(new Error('not renewed')));
    renewal.callRefused();
    renewal.idle();
    await settle();
    const busy = open().renewal;
    busy.callRefused();
    busy.idle();
    seen.talking = true;
    await settle();
    expect([seen.asked, seen.reported, seen.reopened]).toEqual([2, [], []]);
  });

  it('means nothing for an account that cannot be asked', async () => {
    const { from: _, ...plain } = SIPERB;
    const { renewal } = open(plain);
    renewal.callRefused();
    renewal.idle();
    await settle();
    expect(seen.asked).toBe(0);
  });
});

describe('somebody who wants the refused line tried again', () => {
  it('has new credentials asked for, once at a time', async () => {
    const { renewal } = open();
    renewal.retry();
    renewal.retry();
    await settle();
    expect([seen.asked, seen.reopened]).toEqual([1, [FRESH]]);
  });

  it('has a plain account tried as it is, and nothing while a call is up', () => {
    const { from: _, ...plain } = SIPERB;
    const { renewal } = open(plain);
    seen.talking = true;
    renewal.retry();
    expect(seen.reopened).toEqual([]);
    seen.talking = false;
    renewal.retry();
    expect(seen.reopened).toEqual([plain]);
  });
});
