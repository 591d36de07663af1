import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import { createManualClock } from '../fake/manualClock.ts';
import { createLine, REGISTER_WITHIN_MS } from './line.ts';
import type { UserAgent } from './userAgent.ts';

const CREDENTIALS: SipCredentials = {
  kind: 'sip',
  servers: ['wss://sip.example.com'],
  user: 'agent',
  domain: 'sip.example.com',
  password: 'canary',
  iceServers: [],
};

/** JsSIP's UA as the line sees it, moved by hand. */
class FakeUa extends EventEmitter {
  connected = false;
  isRegisteredNow = false;
  registers = 0;
  start() {}
  register() {
    this.registers += 1;
  }
  isConnected = () => this.connected;
  isRegistered = () => this.isRegisteredNow;
  opens() {
    this.connected = true;
    this.emit('connected', {});
  }
  registered() {
    this.isRegisteredNow = true;
    this.emit('registered', {});
  }
  closes(reason = 'gone') {
    this.connected = false;
    this.emit('disconnected', { reason });
    this.isRegisteredNow = false;
  }
  refuses(status: number, reason = 'Forbidden') {
    this.emit('registrationFailed', { response: { status_code: status, reason_phrase: reason } });
  }
}

function openLine(change: Partial<SipCredentials> = {}, connects = true) {
  const clock = createManualClock();
  const ua = new FakeUa();
  const reported: PhoneEvent[] = [];
  const seen = { connects: 0, drops: [] as string[], pings: 0, refused: 0, transport: [] as boolean[] };
  const agent = {
    ua,
    connect: () => seen.connects++,
    drop: (why: string) => {
      seen.drops.push(why);
      ua.closes(why);
    },
    isOpening: () => false,
    say: () => {},
    ping: () => seen.pings++,
  } as unknown as UserAgent;
  const line = createLine({
    credentials: { ...CREDENTIALS, ...change },
    clock,
    agent,
    report: (event) => reported.push(event),
    transportChanged: (isOpen) => seen.transport.push(isOpen),
    refused(failure) {
      seen.refused++;
      reported.push({ type: 'lineFailed', failure });
    },
  });
  if (connects) line.connect();
  const types = () => reported.map(({ type }) => type);
  return { clock, ua, reported, seen, line, types };
}

function readyLine() {
  const opened = openLine();
  opened.ua.opens();
  opened.ua.registered();
  return opened;
}

describe('signing in', () => {
  it('connects, registers and is ready under its address', () => {
    const { reported, line } = readyLine();
    expect(reported).toEqual([
      { type: 'lineConnecting', attempt: 1 },
      { type: 'lineReady', identity: 'agent@sip.example.com' },
    ]);
    expect(line.whyNotReady()).toEqual({ code: 'line-not-ready' });
  });

  it('is ready under its number when the user is one', () => {
    const { ua, reported } = openLine({ user: '+442079460018' });
    ua.opens();
    ua.registered();
    expect(reported.at(-1)).toEqual({ type: 'lineReady', identity: '+442079460018' });
  });

  it('to a server that is down says so after the first attempt, and goes on trying in silence', () => {
    const { clock, ua, reported, seen, types } = openLine();
    ua.closes('refused');
    expect(reported.at(-1)).toEqual({
      type: 'lineFailed',
      failure: { code: 'server-unreachable', detail: 'refused' },
    });
    for (let attempt = 0; attempt < 20; attempt += 1) {
      clock.advance(4_000);
      ua.closes('refused');
    }
    expect(seen.connects).toBe(20);
    expect(types()).not.toContain('lineReady');
    clock.advance(4_000);
    ua.opens();
    ua.registered();
    expect(types().at(-1)).toBe('lineReady');
  });

  it.each([401, 403, 404, 407])('with a password that is refused by %i ends the trying', (status) => {
    const { clock, ua, reported, seen, line } = openLine();
    ua.opens();
    ua.refuses(status);
    expect(reported.at(-1)).toEqual({
      type: 'lineFailed',
      failure: { code: 'wrong-credentials', detail: `SIP ${status} Forbidden` },
    });
    const before = reported.length;
    clock.advance(600_000);
    ua.closes();
    line.reconnect();
    expect([seen.connects, ua.registers, seen.refused, line.isRefused()]).toEqual([0, 0, 1, true]);
    expect(reported).toHaveLength(before);
  });

  it('to a registrar that is busy tries again on the same socket', () => {
    const { clock, ua, reported } = openLine();
    ua.opens();
    ua.refuses(503, 'Service Unavailable');
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'server-unreachable' } });
    clock.advance(4_000);
    expect(ua.registers).toBe(1);
  });

  it('does not wait for ever for a confirmation that never comes', () => {
    const { clock, ua, seen, reported, line } = openLine();
    ua.opens();
    clock.advance(REGISTER_WITHIN_MS);
    line.heard();
    expect(seen.drops).toEqual([]);
    expect(reported.at(-1)).toMatchObject({ type: 'lineFailed', failure: { code: 'server-unreachable' } });
  });
});

describe('a line that was ready', () => {
  it('says when it is tried next, for as long as it takes', () => {
    const { clock, ua, reported, seen } = readyLine();
    for (let attempt = 1; attempt <= 50; attempt += 1) {
      ua.closes();
      const told = reported.at(-1);
      expect(told).toMatchObject({ type: 'lineConnecting', attempt });
      const retryAt = told?.type === 'lineConnecting' ? (told.retryAt ?? 0) : 0;
      expect(retryAt - clock.now()).toBeLessThanOrEqual(4_000);
      clock.advance(retryAt - clock.now());
      expect(seen.connects).toBe(attempt);
    }
  });

  it('counts attempts anew after it came back', () => {
    const { clock, ua, reported } = readyLine();
    ua.closes();
    clock.advance(4_000);
    ua.opens();
    ua.registered();
    ua.closes();
    expect(reported.at(-1)).toMatchObject({ type: 'lineConnecting', attempt: 1 });
  });

  it('drops a socket that went silent and comes back by itself', () => {
    const { clock, seen, types } = readyLine();
    clock.advance(15_000);
    expect([seen.pings, seen.drops, types().at(-1)]).toEqual([1, ['silent'], 'lineConnecting']);
    clock.advance(4_000);
    expect(seen.connects).toBe(1);
  });

  it('is tried at once when somebody asks for it, and only asked for a sign of life while it is up', () => {
    const { ua, line, seen, types } = readyLine();
    line.reconnect();
    expect([seen.pings, seen.connects]).toEqual([1, 0]);
    ua.closes();
    line.reconnect();
    expect([seen.connects, types().at(-1)]).toEqual([1, 'lineConnecting']);
  });

  it('tells the calls when the socket opens and closes', () => {
    const { ua, seen } = readyLine();
    ua.closes();
    ua.opens();
    expect(seen.transport).toEqual([true, false, true]);
  });

  it('does nothing more once it is stopped', () => {
    const { clock, ua, line, reported, seen } = readyLine();
    const before = reported.length;
    line.stop();
    ua.closes();
    clock.advance(600_000);
    expect([seen.connects, seen.pings, reported.length]).toEqual([0, 0, before]);
  });

  it('never says its password', () => {
    const { ua, reported } = readyLine();
    ua.closes();
    ua.refuses(401, 'Unauthorized');
    expect(JSON.stringify(reported)).not.toContain('canary');
  });
});

describe('a network that changes', () => {
  it('has a line that is ready ask whether its server is still there', () => {
    const { line, seen } = readyLine();
    line.networkChanged();
    expect(seen.pings).toBe(1);
  });

  it('has a line that waits for its next attempt make it now', () => {
    const { line, ua, seen } = readyLine();
    ua.closes();
    line.networkChanged();
    expect(seen.connects).toBe(1);
  });

  it('moves no line that nobody has connected', () => {
    const { line, seen, reported } = openLine({}, false);
    line.networkChanged();
    expect([seen.connects, reported]).toEqual([0, []]);
  });
});
