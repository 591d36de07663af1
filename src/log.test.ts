// What never reaches a console: whole numbers, and any secret under any name.
import { expect, test } from 'vitest';
import { createRoomLog, redact } from './log.ts';

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
  'the key offhook_hunter2canary is not known',
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
    signIn: { bearer: 'canary', accessKey: 'canary', oidc: { refreshToken: 'canary' } },
    iceServers: [{ urls: ['turn:127.0.0.1'], credential: 'canary' }],
  };
  expect(JSON.stringify(redact(detail))).not.toContain('canary');
  expect(redact(detail)).toMatchObject({ account: { user: 'ada' } });
});

test('an error is told by its kind and its place, never by its words, which may quote what was refused', () => {
  const error = new TypeError(
    'Invalid value "hunter2" for "password"\nada:hunter2@sip.example\n  at +14155550142',
  );
  expect(redact(error)).toMatch(/^TypeError .*log\.test\.ts/);
  expect(JSON.stringify(redact({ cause: error }))).not.toMatch(/hunter2|415555/);
});

test('a thing that holds itself comes to an end', () => {
  const thing: { self?: unknown } = {};
  thing.self = thing;
  expect(JSON.stringify(redact(thing))).toContain('…');
});

function room() {
  const lines: unknown[][] = [];
  return { lines, log: createRoomLog('host', (...parts) => void lines.push(parts)) };
}

test('a room says what could not be done, and why', () => {
  const { lines, log } = room();
  const error = new TypeError('oops');
  log.warn('dial', error);
  expect(lines).toEqual([['host', 'could not dial', error]]);
});

test('what was thrown and is no error is told by its type alone', () => {
  const { lines, log } = room();
  log.warn('dial', 'hunter2 +14155550101');
  expect(lines).toEqual([['host', 'could not dial', 'string']]);
});

test('a room goes on after work that throws, and says so', () => {
  const { lines, log } = room();
  const ring = () => {
    throw new Error('no bell');
  };
  expect([log.guard('ring', ring), log.guard('ring', () => {})]).toEqual([false, true]);
  expect(lines).toHaveLength(1);
});
