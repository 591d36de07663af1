// Who may be who: the browser's word about the sender decides, and one missing word makes a stranger.
import { describe, expect, test } from 'vitest';
import type { Role } from './protocol.ts';
import { type RawSender, senderOf } from './role.ts';

const self = { id: 'offhook-id', origin: 'chrome-extension://offhook-id' };
const page: RawSender = { id: self.id, origin: 'https://crm.example', frameId: 0, tab: { id: 7 } };

const at = (path: string) => ({ id: self.id, origin: self.origin, url: `${self.origin}${path}` });

describe('our own contexts', () => {
  test.each<[string, RawSender, Role]>([
    ['the popup', at('/popup.html'), 'popup'],
    ['the popup with a question in its address', at('/popup.html?tab=7#dial'), 'popup'],
    ['the popup’s page in a tab', { ...at('/popup.html'), frameId: 0, tab: { id: 7 } }, 'popup'],
    ['the side panel', at('/sidepanel.html'), 'panel'],
    ['the options page', { ...at('/options.html'), frameId: 0, tab: { id: 7 } }, 'options'],
    ['the welcome page', { ...at('/welcome.html'), frameId: 0, tab: { id: 7 } }, 'welcome'],
    ['the document that holds the phone', at('/offscreen.html'), 'host'],
    ['the worker', at('/background.js'), 'switchboard'],
    ['the worker, announced without an address', { id: self.id, origin: self.origin }, 'switchboard'],
    ['the worker, announced without an origin', { id: self.id }, 'switchboard'],
    ['Firefox’s background page', at('/_generated_background_page.html'), 'switchboard'],
  ])('%s', (_, raw, role) => expect(senderOf(raw, self)?.role).toBe(role));
});

describe('a page', () => {
  test('is our content script in a tab, with the origin that the browser names', () => {
    expect(senderOf(page, self)).toEqual({
      role: 'page',
      tabId: 7,
      frameId: 0,
      origin: 'https://crm.example',
    });
  });

  test('may be served from a port or a name in the house', () => {
    for (const origin of ['http://127.0.0.1:8080', 'http://crm', 'https://xn--bcher-kva.example']) {
      expect(senderOf({ ...page, origin }, self)?.role).toBe('page');
    }
  });
});

describe('a stranger', () => {
  test.each<[string, RawSender]>([
    ['another extension', { id: 'other-id', origin: 'chrome-extension://other-id' }],
    ['another extension that claims our origin', { id: 'other-id', origin: self.origin }],
    ['a sender without an id', { origin: self.origin }],
    ['nobody at all', {}],
    ['our id from another extension’s origin', { ...page, origin: 'chrome-extension://other-id' }],
    ['a sandboxed frame', { ...page, origin: 'null' }],
    ['a file', { ...page, origin: 'file://' }],
    ['a tab without an origin', { id: self.id, tab: { id: 7 } }],
    ['a web origin without a tab', { id: self.id, origin: 'https://crm.example' }],
    ['an origin with a path', { ...page, origin: 'https://crm.example/path' }],
    ['an origin with a user', { ...page, origin: 'https://offhook-id@crm.example' }],
    ['an empty origin', { ...page, origin: '' }],
    ['a page of ours that does not exist', at('/evil-popup.html')],
    ['a path that only ends like the popup’s', at('/images/popup.html')],
    [
      'the popup’s address in another extension',
      { ...at('/popup.html'), url: 'chrome-extension://other/popup.html' },
    ],
    [
      'a page of the web that is called popup.html',
      { ...at('/popup.html'), url: 'https://crm.example/popup.html' },
    ],
    ['the worker’s script in a tab', { ...at('/background.js'), tab: { id: 7 } }],
    ['an address that is none', { ...at('/popup.html'), url: 'popup.html' }],
  ])('is %s', (_, raw) => expect(senderOf(raw, self)).toBeNull());
});
