// The values of rtpengine's control protocol.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bdecode, bencode } from './bencode.ts';

describe('bencode', () => {
  it('writes what rtpengine reads', () => {
    expect(bencode({ command: 'ping' })).toBe('d7:command4:pinge');
    expect(bencode({ flags: ['a', 'ü'], limit: 32 })).toBe('d5:flagsl1:a2:üe5:limiti32ee');
  });

  it('reads back whatever was written', () => {
    const keys = fc.stringMatching(/^[a-z]{1,8}$/);
    const leaf = fc.oneof(
      fc.integer().map((number) => number | 0),
      fc.string({ unit: 'grapheme' }),
    );
    const value = fc.dictionary(keys, fc.oneof(leaf, fc.array(leaf), fc.dictionary(keys, leaf)), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(value, (written) => {
        expect(bdecode(Buffer.from(bencode(written)))).toEqual(written);
      }),
    );
  });

  it('is refused when it ends in the middle or goes on', () => {
    expect(() => bdecode(Buffer.from('d7:comm'))).toThrow();
    expect(() => bdecode(Buffer.from('i1ei2e'))).toThrow('goes on');
  });
});
