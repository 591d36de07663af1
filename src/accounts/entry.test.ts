import { describe, expect, it } from 'vitest';
import { type Entry, readEntry } from './entry.ts';

const PAT = 'spat_4f7c1d2e9b8a4c6d8e0f';
const JWT = `eyJhbGciOiJIUzI1NiJ9.${'a'.repeat(80)}.sig`;

const clear: readonly [string, Entry][] = [
  ['https://calls.example.com', { kind: 'plivo', server: 'https://calls.example.com' }],
  ['https://tools.example.com/offhook', { kind: 'plivo', server: 'https://tools.example.com/offhook' }],
  ['http://127.0.0.1:8080', { kind: 'plivo', server: 'http://127.0.0.1:8080' }],
  ['wss://sip.example.com:7443/ws', { kind: 'sip', servers: ['wss://sip.example.com:7443/ws'] }],
  ['ws://localhost:8080', { kind: 'sip', servers: ['ws://localhost:8080'] }],
  ['anna@sip.example.com', { kind: 'sip', user: 'anna', domain: 'sip.example.com' }],
  ['sip:201@sip.example.com', { kind: 'sip', user: '201', domain: 'sip.example.com' }],
  ['SIPS:201@sip.example.com:5061;transport=ws', { kind: 'sip', user: '201', domain: 'sip.example.com' }],
  ['sip:anna%20b@sip.example.com', { kind: 'sip', user: 'anna b', domain: 'sip.example.com' }],
  ['+442079460018@sip.example.com', { kind: 'sip', user: '+442079460018', domain: 'sip.example.com' }],
  [PAT, { kind: 'siperb', token: PAT }],
  [JWT, { kind: 'siperb', token: JWT }],
  [
    'offhook-sip:?server=wss%3A%2F%2Fa.example.com&server=wss%3A%2F%2Fb.example.com%2Fws&user=201&domain=example.com',
    {
      kind: 'sip',
      servers: ['wss://a.example.com', 'wss://b.example.com/ws'],
      user: '201',
      domain: 'example.com',
    },
  ],
  [
    'offhook-sip:?server=wss://a.example.com&user=+44201&domain=example.com&password=p%26w%20%2B',
    {
      kind: 'sip',
      servers: ['wss://a.example.com'],
      user: '+44201',
      domain: 'example.com',
      password: 'p&w +',
    },
  ],
];

const unclear: readonly [string, readonly string[]][] = [
  ['', ['sip', 'plivo', 'siperb']],
  ['anna', ['sip', 'plivo', 'siperb']],
  ['calls.example.com', ['plivo', 'sip']],
  ['sip.example.com:7443/ws', ['plivo', 'sip']],
  ['http://calls.example.com', ['plivo']],
  ['https://anna:secret@calls.example.com', ['plivo']],
  ['ws://sip.example.com', ['sip']],
  ['wss://anna:secret@sip.example.com', ['sip']],
  ['ftp://files.example.com', []],
  ['javascript://%0aalert(1)', []],
  ['two words', []],
  ['offhook-sip:?user=201&domain=example.com', ['sip']],
  ['offhook-sip:?server=ws://a.example.com&user=201&domain=example.com', ['sip']],
];

describe('what somebody pasted', () => {
  it.each(clear)('"%s" is clear', (text, entry) => {
    expect(readEntry(text)).toEqual(entry);
    expect(readEntry(` <${text}>\n`)).toEqual(entry);
  });

  it.each(unclear)('"%s" is not clear and could be %j', (text, couldBe) => {
    expect(readEntry(text)).toEqual({ kind: null, couldBe });
  });

  it('may be a long token, and no document', () => {
    const token = `eyJ${'a'.repeat(3_000)}`;
    expect(readEntry(token)).toEqual({ kind: 'siperb', token });
    for (const text of [`https://${'a'.repeat(600)}.example`, `a@${'a'.repeat(600)}!`, 'a'.repeat(1e6)])
      expect(readEntry(text)).toEqual({ kind: null, couldBe: [] });
  });

  it('never makes anything throw', () => {
    for (const text of [
      '%',
      'sip:%zz@example.com',
      'offhook-sip:?%',
      '@',
      '://',
      'wss://',
      '\u0000'.repeat(99),
    ])
      expect(readEntry(text)).toHaveProperty('kind');
  });
});
