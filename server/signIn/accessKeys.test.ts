// What an access key is made of.
import { describe, expect, it } from 'vitest';
import { hashAccessKey, isAccessKey, makeAccessKey, makeSub } from './accessKeys.ts';

describe('an access key', () => {
  it('says whose it is and holds 160 random bits', () => {
    expect(makeAccessKey()).toMatch(/^offhook_[a-z2-7]{32}$/);
    expect(new Set(Array.from({ length: 1_000 }, makeAccessKey)).size).toBe(1_000);
  });

  it('uses every letter of its alphabet in every place', () => {
    const keys = Array.from({ length: 2_000 }, () => makeAccessKey().slice('offhook_'.length));
    for (let place = 0; place < 32; place += 1) {
      expect(new Set(keys.map((key) => key[place])).size).toBe(32);
    }
  });

  it('is told from anything else', () => {
    expect(isAccessKey(makeAccessKey())).toBe(true);
    for (const other of ['', 'offhook_', `${makeAccessKey()}a`, 'eyJ.a.b', makeAccessKey().toUpperCase()]) {
      expect(isAccessKey(other)).toBe(false);
    }
  });

  it('is kept as SHA-256, which does not hold it', () => {
    expect(hashAccessKey('offhook_a')).toMatch(/^[0-9a-f]{64}$/);
    expect(hashAccessKey('offhook_a')).not.toBe(hashAccessKey('offhook_b'));
  });
});

describe('a sub', () => {
  it('fits a SIP user and Plivo’s token', () => {
    for (let count = 0; count < 100; count += 1) expect(makeSub()).toMatch(/^[a-z0-9]{4,24}$/);
  });
});
