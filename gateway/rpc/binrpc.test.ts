// Kamailio's control wire: what we send, and answers as its daemon writes them.
import { describe, expect, it } from 'vitest';
import { decodeReply, encodeRequest } from './binrpc.ts';

describe('a request', () => {
  it('carries its method and parameters, integers as integers', () => {
    const bytes = encodeRequest(7, 'htable.seti', ['t', 'a key longer than seven', 5]);
    expect([...bytes.subarray(0, 10)]).toEqual([0xa1, 0x0f, 0, 0, 0, 54, 0, 0, 0, 7]);
    expect(bytes.subarray(-5)).toEqual(Buffer.from([0x40, 0, 0, 0, 5]));
  });
});

describe('an answer', () => {
  // {name: "a", n: 258, list: [1, 2]}, with length and cookie of one byte each
  const body = Buffer.from([
    ...[0x03, 0x55, ...Buffer.from('name\0'), 0x21, ...Buffer.from('a\0')],
    ...[0x25, ...Buffer.from('n\0'), 0x20, 1, 2],
    ...[0x55, ...Buffer.from('list\0'), 0x04, 0x10, 1, 0x10, 2, 0x84, 0x83],
  ]);
  const message = (kind: number, content: Buffer) =>
    Buffer.concat([Buffer.from([0xa1, kind << 4, content.length, 9]), content]);

  it('is read with its structs and arrays', () => {
    const decoded = decodeReply(message(1, body));
    expect(decoded?.reply).toEqual({
      isFault: false,
      cookie: 9,
      values: [{ name: 'a', n: 258, list: [1, 2] }],
    });
  });

  it('has lists that are written as structs without names', () => {
    // {slot: [{name: "+"}]}, as htable.dump answers
    const item = [0x03, 0x55, ...Buffer.from('name\0'), 0x21, ...Buffer.from('+\0'), 0x83];
    const dump = Buffer.from([0x03, 0x55, ...Buffer.from('slot\0'), 0x03, ...item, 0x83, 0x83]);
    expect(decodeReply(message(1, dump))?.reply).toMatchObject({ values: [{ slot: [{ name: '+' }] }] });
  });

  it('holds negative numbers in eight bytes, as ul.dump has a contact without a q', () => {
    const q = Buffer.from([0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc, 0x18, 0x10, 7]);
    expect(decodeReply(message(1, q))?.reply).toMatchObject({ values: [-1, 7] });
  });

  it('is waited for until the last byte', () => {
    const whole = message(1, body);
    for (let end = 0; end < whole.length; end++) expect(decodeReply(whole.subarray(0, end))).toBeNull();
    expect(decodeReply(Buffer.concat([whole, Buffer.from([0xa1])]))?.size).toBe(whole.length);
  });

  it('may be a refusal, with its number and reason', () => {
    const fault = Buffer.from([0x20, 1, 0x94, 0x31, ...Buffer.from('no\0')]);
    expect(decodeReply(message(3, fault))?.reply).toEqual({
      isFault: true,
      cookie: 9,
      code: 404,
      reason: 'no',
    });
  });

  it('that is something else is refused', () => {
    expect(() => decodeReply(Buffer.from('HTTP/1.1 200 OK'))).toThrow('Not BINRPC');
  });
});
