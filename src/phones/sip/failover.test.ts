// Several servers in order, and what JsSIP says to them: the real user agent on sockets that are moved by hand.
import { afterEach, describe, expect, it } from 'vitest';
import type { SipCredentials } from '../../accounts/credentials.ts';
import { connectLine } from './fakeServer.ts';
import { OPEN_WITHIN_MS } from './socket.ts';

let opened: ReturnType<typeof connectLine> | undefined;
afterEach(() => opened?.close());

function open(change: Partial<SipCredentials> = {}) {
  opened = connectLine(change);
  return opened;
}

/** Longer than the wait before the third attempt, shorter than a socket may take to open. */
const NEXT_MS = 2_000;

describe('several servers', () => {
  it('are tried in their order, each after the one before it failed', () => {
    const { clock, host, last } = open();
    const tried = [host()];
    for (let count = 0; count < 2; count += 1) {
      last().fails();
      clock.advance(NEXT_MS);
      tried.push(host());
    }
    expect(tried).toEqual(['one', 'two', 'three']);
  });

  it('of which the second opens are registered at there', () => {
    const { clock, last, host } = open();
    last().fails();
    clock.advance(NEXT_MS);
    last().opens();
    expect([host(), last().sent[0]?.split('\r\n')[0]]).toEqual([
      'two',
      'REGISTER sip:sip.example.com SIP/2.0',
    ]);
  });

  it('of which one does not open in time go on to the next', () => {
    const { clock, host } = open();
    clock.advance(OPEN_WITHIN_MS);
    clock.advance(NEXT_MS);
    expect(host()).toBe('two');
  });

  it('are begun again from the first when all have failed', () => {
    const { clock, host, last } = open();
    for (let count = 0; count < 3; count += 1) {
      last().fails();
      clock.advance(NEXT_MS);
    }
    expect(host()).toBe('one');
  });
});

describe('a REGISTER', () => {
  const registerOf = (change: Partial<SipCredentials>) => {
    const { last } = open(change);
    last().opens();
    return last().sent[0]?.split('\r\n') ?? [];
  };

  it('carries the headers of every request, and none that are for INVITEs', () => {
    const lines = registerOf({
      headers: ['X-Siperb-Sid: sid', 'Authorization: Bearer a.b.c'],
      inviteHeaders: ['X-Team: sales'],
      callerIds: ['+442079460001'],
    });
    expect(lines).toContain('X-Siperb-Sid: sid');
    expect(lines).toContain('Authorization: Bearer a.b.c');
    expect(lines.join()).not.toMatch(/X-Team|P-Preferred/);
  });

  it('names the contact that the account gives', () => {
    const contact = (lines: string[]) => lines.find((line) => line.startsWith('Contact: '));
    expect(contact(registerOf({ contactUser: 'anna_browser' }))).toMatch(
      /^Contact: <sip:anna_browser@sip\.example\.com>;/,
    );
    expect(contact(registerOf({}))).toMatch(/^Contact: <sip:\w+@\w+\.invalid;transport=ws>;/);
  });
});
