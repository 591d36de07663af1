import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callOn, FakeStream } from './fakeCall.ts';

beforeEach(() => void vi.stubGlobal('MediaStream', FakeStream));
afterEach(() => void vi.unstubAllGlobals());

const LONG = '0123456789*#ABCD'.repeat(4);

describe('digits by RTP', () => {
  it('go as they are, however many and with their pauses', () => {
    const { call, session } = callOn().live();
    call.sendDigits(LONG);
    call.sendDigits('1,2');
    expect(session.tones).toEqual([
      [LONG, 'RFC2833'],
      ['1,2', 'RFC2833'],
    ]);
  });

  it('go while the server is away', () => {
    const { call, session, gate } = callOn().live();
    gate.close();
    call.sendDigits('9');
    expect(session.tones).toEqual([['9', 'RFC2833']]);
  });

  it('are digits: other text is passed over', () => {
    const { call, session } = callOn().live();
    for (const text of ['', ' ', '1x', '+1', '\r\n']) call.sendDigits(text);
    expect(session.tones).toEqual([]);
  });
});

describe('digits where RTP cannot carry them', () => {
  const byInfo = () => {
    const live = callOn().live();
    live.session.dtmf.canInsertDTMF = false;
    const said = () => live.session.tones.map((tone) => (tone as [string, string])[0]).join('');
    return { ...live, said };
  };

  it('go as INFO, one after the other and in order, whoever comes between', () => {
    const { call, session, clock, said } = byInfo();
    call.sendDigits(LONG);
    call.sendDigits('99');
    expect(said()).toBe('0');
    clock.advance(60_000);
    expect(said()).toBe(`${LONG}99`);
    expect(session.tones.every((tone) => (tone as [string, string])[1] === 'INFO')).toBe(true);
  });

  it('pause 2 s at a comma', () => {
    const { call, clock, said } = byInfo();
    call.sendDigits('1,2');
    clock.advance(2_000);
    expect(said()).toBe('1');
    clock.advance(300);
    expect(said()).toBe('12');
  });

  it('are not sent while the server is away, nor is the rest of a code when it is back', () => {
    const { call, clock, gate, said } = byInfo();
    call.sendDigits('1234');
    gate.close();
    call.sendDigits('56');
    clock.advance(10_000);
    gate.open();
    clock.advance(10_000);
    expect(said()).toBe('1');
    call.sendDigits('7');
    expect(said()).toBe('17');
  });

  it('end with the call', () => {
    const { call, session, clock, said } = byInfo();
    call.sendDigits('1234');
    session.ends('remote');
    clock.advance(10_000);
    expect(said()).toBe('1');
  });
});
