// Which servers and sites a policy may name. What a browser makes of them is the judge.
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isLoopback } from '../accounts/loopback.ts';
import {
  baseAddress,
  blockedPattern,
  isSecureSite,
  matchesPattern,
  sitePattern,
  socketAddress,
} from './address.ts';

test.each([
  'wss://sip.example.com',
  'wss://sip.example.com:8443/ws?tenant=7',
  'ws://127.0.0.1:8088/ws',
  'ws://localhost',
  'ws://[::1]:80',
  'WSS://SIP.example',
])('a SIP server may be %s', (text) => expect(v.is(socketAddress, text)).toBe(true));

test.each([
  'ws://sip.example.com',
  'ws://127.0.0.1.evil.example',
  'ws://127.1',
  'ws://localhost@evil.example',
  'ws://localhost\\@evil.example',
  'wss://user:secret@sip.example',
  'wss://sip.example/#x',
  'wss://',
  'http://127.0.0.1',
  'https://sip.example',
  'javascript:alert(1)',
  'wss://sip.example/\u0000',
])('no SIP server may be %j', (text) => expect(v.is(socketAddress, text)).toBe(false));

test.each([
  ['https://calls.example.com/offhook', true],
  ['http://localhost:8787', true],
  ['http://calls.example.com', false],
  ['https://calls.example.com?x=1', false],
])('a server’s base %s: %s', (text, fits) => expect(v.is(baseAddress, text)).toBe(fits));

test('loopback is here what it is to the accounts', () => {
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '127.0.0.2', '0.0.0.0', '[::]', 'localhost.example'])
    expect(v.is(baseAddress, `http://${host}`), host).toBe(isLoopback(host));
});

test.each([
  'https://crm.example/*',
  'https://*.lightning.force.com/*',
  'http://127.0.0.1:8080/*',
  'http://[::1]/*',
])('a policy may turn on %s', (text) => expect(v.is(sitePattern, text)).toBe(true));

test.each([
  'https://*/*',
  'https://*.com/*',
  '*://crm.example/*',
  '<all_urls>',
  'https://crm.example',
  'https://crm.example/contacts/*',
  'https://crm.*/*',
  'file:///*',
  'https://*.0.0.1/*',
  'https://user@crm.example/*',
])('a policy may not turn on %s', (text) => expect(v.is(sitePattern, text)).toBe(false));

test.each(['*://*/*', 'https://*.com/*', '*://*.crm.example/*', 'https://crm.example/*'])(
  'a policy may block %s',
  (text) => expect(v.is(blockedPattern, text)).toBe(true),
);

test.each([
  ['https://crm.example/*', 'https://crm.example', true],
  ['https://crm.example/*', 'https://crm.example:8443', true],
  ['https://crm.example:443/*', 'https://crm.example', true],
  ['https://crm.example:8443/*', 'https://crm.example', false],
  ['https://crm.example/*', 'http://crm.example', false],
  ['*://crm.example/*', 'http://crm.example', true],
  ['https://*.crm.example/*', 'https://eu.crm.example', true],
  ['https://*.crm.example/*', 'https://crm.example', true],
  ['https://*.crm.example/*', 'https://evilcrm.example', false],
  ['https://*.crm.example/*', 'https://crm.example.evil.example', false],
  ['*://*/*', 'http://[::1]:8080', true],
  ['https://crm.example/*', 'null', false],
  ['', 'https://crm.example', false],
])('"%s" and %s: %s', (pattern, origin, matches) => expect(matchesPattern(pattern, origin)).toBe(matches));

test('only an encrypted site, or one on this computer, may dial at a click', () => {
  expect(['https://*.crm.example/*', 'http://127.0.0.1/*'].every(isSecureSite)).toBe(true);
  expect(['http://crm.example/*', 'http://127.0.0.1.evil.example/*'].some(isSecureSite)).toBe(false);
});
