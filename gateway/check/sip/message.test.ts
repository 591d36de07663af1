/** SIP as it comes over the wire: RFC 3261's freedoms, and input that means harm. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer } from './framer.ts';
import {
  addressIn,
  cseqOf,
  formatMessage,
  header,
  headersNamed,
  parameter,
  parseMessage,
} from './message.ts';
import { parseAudio } from './sdp.ts';

const text = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);

const RINGING = text(
  'SIP/2.0 180 Ringing',
  'v: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1;received="192.0.2.9"',
  'f: "A; tag=no" <sip:a@example.com;tag=inside>;tag=88',
  'TO :  <sip:b@example.com>;',
  '  tag=99',
  'i: 1@example.com',
  'CSeq: 7 INVITE',
  'l: 0',
);

describe('a message', () => {
  it('is read with compact names, folded lines and any case', () => {
    const message = parseMessage(RINGING);
    expect(message).toMatchObject({ kind: 'response', status: 180, reason: 'Ringing' });
    if (!message) return;
    expect(header(message, 'call-id')).toBe('1@example.com');
    expect(cseqOf(message)).toEqual({ number: 7, method: 'INVITE' });
    expect(parameter(header(message, 'to') ?? '', 'tag')).toBe('99');
    expect(parameter(header(message, 'from') ?? '', 'tag')).toBe('88');
    expect(parameter(header(message, 'via') ?? '', 'branch')).toBe('z9hG4bK1');
    expect(addressIn(header(message, 'from') ?? '')).toBe('sip:a@example.com;tag=inside');
  });

  it('is the same after it was written and read', () => {
    const message = parseMessage(RINGING);
    if (!message) throw new Error('RINGING cannot be read');
    const again = parseMessage(Buffer.from(formatMessage({ ...message, body: 'ü' })));
    expect(again).toMatchObject({ status: 180, body: 'ü' });
    expect(again && headersNamed(again, 'content-length')).toEqual(['2']);
  });

  it.each([
    ['no start line', text('Via: x')],
    ['another protocol', text('HTTP/1.1 200 OK')],
    ['a status nobody knows', text('SIP/2.0 999 What')],
    ['a line end within a header', text('SIP/2.0 200 OK', 'To: <sip:a@b>;tag=1\nX-Smuggled: 1')],
    ['a header without a colon', text('SIP/2.0 200 OK', 'nonsense')],
    ['a length that is no number', text('SIP/2.0 200 OK', 'Content-Length: many')],
    ['a body shorter than it says', text('SIP/2.0 200 OK', 'Content-Length: 9')],
    ['more headers than anybody needs', text('SIP/2.0 200 OK', ...Array(300).fill('X-A: 1'))],
    ['no end', Buffer.from('SIP/2.0 200 OK\r\n')],
    ['nothing', Buffer.alloc(0)],
  ])('with %s is none', (_, bytes) => {
    expect(parseMessage(bytes)).toBeNull();
  });

  it('never throws, whatever comes', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'CSeq: 1 INVITE',
        'To: <<>;tag="',
        'Content-Length: 5',
        'SIP/2.0 200 OK',
        'v=0',
        'm=audio 1 RTP/AVP 0',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), fc.uint8Array(), (lines, noise) => {
        const bytes = Buffer.concat([Buffer.from(lines.join('\r\n')), Buffer.from('\r\n\r\n'), noise]);
        const message = parseMessage(bytes);
        if (message) formatMessage(message);
        parseAudio(bytes.toString('latin1'));
        createFramer()(bytes);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a stream', () => {
  const one = formatMessage({ kind: 'request', method: 'INFO', uri: 'sip:a@b', headers: [], body: 'four' });

  it('is cut into the same messages wherever it breaks', () => {
    const bytes = Buffer.from(`\r\n\r\n${one}${one}`);
    for (let at = 0; at <= bytes.length; at += 1) {
      const frame = createFramer();
      const parts = [frame(bytes.subarray(0, at)), frame(bytes.subarray(at))];
      expect(parts.flatMap(({ messages }) => messages).map(({ body }) => body)).toEqual(['four', 'four']);
    }
  });

  it('that is not SIP, or never ends, is given up', () => {
    expect(createFramer()(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')).broken).toBe(true);
    expect(createFramer()(Buffer.alloc(70_000, 0x61)).broken).toBe(true);
    expect(createFramer()(text('INFO sip:a@b SIP/2.0', 'Content-Length: 999999999')).broken).toBe(true);
  });
});
