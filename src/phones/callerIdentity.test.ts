import { describe, expect, it } from 'vitest';
import { remoteOf } from './callerIdentity.ts';

describe('who calls', () => {
  it('is a number when the SIP user is one', () => {
    expect(remoteOf({ uri: { user: '+442079460018', host: 'x' }, display_name: 'Ada Lovelace' })).toEqual({
      e164: '+442079460018',
      display: '+442079460018',
      name: 'Ada Lovelace',
    });
  });

  it('is never guessed to be a number', () => {
    expect(remoteOf({ uri: { user: '02079460018', host: 'x' } })).toEqual({
      e164: null,
      display: '02079460018',
    });
  });

  it('is the host when there is no user', () => {
    expect(remoteOf({ uri: { user: null, host: 'pbx.example.com' } }).display).toBe('pbx.example.com');
  });

  it('cannot hide or turn text with invisible characters, nor fill the screen', () => {
    const name = `\u202eevil\u200b\u0007${'x'.repeat(500)}`;
    const shown = remoteOf({ uri: { user: 'bob', host: 'x' }, display_name: name }).name ?? '';
    expect(shown.startsWith('evilx')).toBe(true);
    expect(shown).toHaveLength(80);
  });

  it('is named once', () => {
    expect(remoteOf({ uri: { user: 'bob', host: 'x' }, display_name: 'bob' })).toEqual({
      e164: null,
      display: 'bob',
    });
  });
});
