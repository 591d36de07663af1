// Who may be who: the browser's word about the sender decides, and one missing word makes a stranger.
import { describe, expect, test } from 'vitest';
import { type RawSender, senderOf } from './role.ts';

const self = { id: 'offhook-id', origin: 'chrome-extension://offhook-id' };
const page: RawSender = { id: self.id, origin: 'https://crm.example', frameId: 0, tab: { id: 7 } };

describe('our own contexts', () => {
  test.each<[string, RawSender]>([
    ['a popup', { id: self.id, origin: self.origin }],
    ['a page of ours in a tab', { id: self.id, origin: self.origin, frameId: 0, tab: { id: 7 } }],
    ['a worker that is announced without an origin', { id: self.id }],
  ])('%s is own', (_, raw) => expect(senderOf(raw, self)?.role).toBe('own'));
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
  ])('is %s', (_, raw) => expect(senderOf(raw, self)).toBeNull());
});
