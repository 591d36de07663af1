// What never reaches a console: whole numbers, and any secret under any name.
import { expect, test } from 'vitest';
import { redact } from './log.ts';

test.each([
  ['+442079460018', '…018'],
  ['called +44 20 7946 0018 twice', 'called …018 twice'],
  ['(415) 555-0142', '(…142'],
  ['sip:+14155550142@demo.offhook.test', 'sip:…142@demo.offhook.test'],
  ['SIP 488 after 32000 ms', 'SIP 488 after 32000 ms'],
])('a number keeps its last three digits: %s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test.each([
  'password=hunter2canary',
  'Authorization: Bearer hunter2canary',
  'Digest username="ada", response="hunter2canary"',
  'eyJhunter2canary.eyJhunter2canary.hunter2canary',
  'wss://ada:hunter2canary@sip.example',
  '{"token":"hunter2canary"}',
])('a secret in a text is gone: %s', (text) => {
  expect(redact(text)).not.toContain('hunter2canary');
});

test('a secret under its key is gone, however deep', () => {
  const detail = {
    account: { user: 'ada', password: 'canary' },
    list: [{ authToken: 'canary' }],
    credential: 'canary',
    iceServers: [{ urls: ['turn:127.0.0.1'], credential: 'canary' }],
  };
  expect(JSON.stringify(redact(detail))).not.toContain('canary');
  expect(redact(detail)).toMatchObject({ account: { user: 'ada' } });
});

test('an error is told by name and message, without its stack', () => {
  expect(redact(new TypeError('no call to +14155550142'))).toBe('TypeError: no call to …142');
});

test('a thing that holds itself comes to an end', () => {
  const thing: { self?: unknown } = {};
  thing.self = thing;
  expect(JSON.stringify(redact(thing))).toContain('…');
});
