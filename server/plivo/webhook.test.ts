/** What a signed webhook may hold, and what of it is believed. */
import { describe, expect, it } from 'vitest';
import type { Parameters } from './signature.ts';
import { parseCallEnd, parseCallStart } from './webhook.ts';

const AUTH_ID = 'MAEXAMPLE0000000000A';
const CALL_UUID = '0f5c1d7e-0000-4000-8000-00000000000a';
const FORM = {
  CallUUID: CALL_UUID,
  From: `sip:agent1_${AUTH_ID}@phone.plivo.com`,
  To: '14155550100',
  Direction: 'inbound',
  'X-PH-Dest': '442079460018',
};

const form = (changes: Record<string, string | undefined> = {}): Parameters =>
  Object.entries({ ...FORM, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
const start = (changes: Record<string, string | undefined> = {}) => parseCallStart(form(changes), AUTH_ID);

describe('the start of a call', () => {
  it('is an agent’s, with its destination', () => {
    expect(start()).toEqual({
      callUuid: CALL_UUID,
      caller: { kind: 'agent', sub: 'agent1' },
      direction: 'inbound',
      calledNumber: '14155550100',
      destination: { asked: true, to: '+442079460018' },
      intent: { asked: false, id: null },
      dialStatus: null,
    });
  });

  it.each([
    ['sip:agent1_MAEXAMPLE0000000000A@evil.example', 'another host'],
    ['sip:agent1_MAEXAMPLE0000000000A@notplivo.com', 'a host that ends alike'],
    ['sip:agent1_MAEXAMPLE0000000000A@phone.plivo.com.evil.example', 'a host that begins alike'],
    ['sip:agent1_MASOMEBODYELSE000000@phone.plivo.com', 'another account'],
    ['sip:a_MAEXAMPLE0000000000A@phone.plivo.com', 'no name of ours'],
    ['"sip:agent1_MAEXAMPLE0000000000A@phone.plivo.com" <sip:x@evil.example>', 'a display name'],
    ['+442079460018', 'a telephone'],
    ['', 'nobody'],
  ])('from %s is not an agent’s: %s', (From) => {
    expect(start({ From })?.caller.kind).toBe('outside');
  });

  it.each(['+442079460018', '442079460018'])('takes %s for a destination', (dest) => {
    expect(start({ 'X-PH-Dest': dest })?.destination.to).toBe('+442079460018');
  });

  it.each([
    '',
    '12',
    '0442079460018',
    '4420794600181234567',
    '44207946001a',
    '44 2079',
    'sip:x@y',
    '442079460018;ext=1',
  ])('never takes %j for a destination', (dest) => {
    expect(start({ 'X-PH-Dest': dest })?.destination.to).toBeNull();
  });

  it('finds a SIP header in whatever case Plivo writes it', () => {
    const changes = { 'X-PH-Dest': undefined, 'X-Ph-Dest': '442079460018' };
    expect(start(changes)?.destination.to).toBe('+442079460018');
  });

  it('believes no name that is said twice with two meanings', () => {
    const twice = [...form(), ['x-ph-dest', '19005550100'] as const];
    expect(parseCallStart(twice, AUTH_ID)?.destination).toEqual({ asked: true, to: null });
    const same = [...form(), ['x-ph-dest', FORM['X-PH-Dest']] as const];
    expect(parseCallStart(same, AUTH_ID)?.destination.to).toBe('+442079460018');
  });

  it.each([undefined, '', 'short', 'a'.repeat(65), 'with blank 1234'])(
    'is nothing with the CallUUID %j',
    (CallUUID) => {
      expect(start({ CallUUID })).toBeNull();
    },
  );
});

describe('the end of a call', () => {
  const end = (more: Record<string, string> = {}) => parseCallEnd(form(more));

  it('holds what Plivo tells', () => {
    const told = {
      Duration: '62',
      BillDuration: '120',
      HangupCauseName: 'Normal Hangup',
      TotalCost: '0.01340',
    };
    expect(end(told)).toEqual({
      callUuid: CALL_UUID,
      durationSeconds: 62,
      billSeconds: 120,
      cause: 'Normal Hangup',
      costMicros: 13_400,
    });
  });

  it('needs nothing but the CallUUID', () => {
    expect(end()).toMatchObject({ durationSeconds: null, billSeconds: null, cause: null, costMicros: null });
    expect(parseCallEnd([])).toBeNull();
  });

  it('keeps plain words of a cause', () => {
    expect(end({ HangupCauseName: 'Busy\u0000 \u202eLine💬' })?.cause).toBe('Busy Line');
    expect(end({ HangupCauseName: 'x'.repeat(100) })?.cause).toHaveLength(64);
  });

  it.each(['-1', '1e9', 'NaN', '99999999999', '0x10'])(
    'takes %j for no duration, not for none at all',
    (Duration) => {
      expect(end({ Duration })?.durationSeconds).toBeNull();
    },
  );

  it('counts a begun second', () => {
    expect(end({ Duration: '600.2', BillDuration: '0' })).toMatchObject({
      durationSeconds: 601,
      billSeconds: 0,
    });
  });
});
