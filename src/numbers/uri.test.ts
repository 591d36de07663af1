import { describe, expect, it } from 'vitest';
import { readContext, unwrapUri } from './uri.ts';

describe('unwrapUri', () => {
  it.each([
    ['a tel link', 'tel:+442079460018', '+442079460018'],
    ['visual separators', 'tel:+44-20-7946-0018', '+44-20-7946-0018'],
    ['upper case and space before', '  TEL:+442079460018', '+442079460018'],
    ['slashes, which some CRMs add', 'tel://+442079460018', '+442079460018'],
    ['callto', 'callto:+442079460018', '+442079460018'],
    ['sms with a body', 'sms:+442079460018?body=Hi', '+442079460018'],
    ['an extension', 'tel:+442079460018;ext=12', '+442079460018;ext=12'],
    ['parameters of others', 'tel:+442079460018;isub=1;ext=12;x=y', '+442079460018;ext=12'],
    ['a context', 'tel:7946-0018;phone-context=+44-20', '+44-20 7946-0018'],
    ['a context that is a domain', 'tel:12;phone-context=example.test', '12'],
    ['a context beside a whole number', 'tel:+442079460018;phone-context=+46', '+442079460018'],
    ['escapes', 'tel:%2B44%20(0)20%207946%200018', '+44 (0)20 7946 0018'],
    ['a broken escape', 'tel:+4420%7', '+4420%7'],
    ['nothing', 'tel:', ''],
  ])('unwraps %s', (_what, uri, text) => {
    expect(unwrapUri(uri)).toBe(text);
  });

  it.each([
    '020 7946 0018',
    '+44 20 7946 0018;ext=12',
    'Tel 020 7946 0018',
    'https://example.test/tel:1',
    '',
  ])('leaves "%s" alone', (text) => {
    expect(unwrapUri(text)).toBe(text);
  });
});

describe('readContext', () => {
  it.each([
    ['7946-0018;phone-context=+44-20', '+44-20'],
    ['7946-0018;ext=12;phone-context=+44-20', '+44-20'],
    ['7946-0018;isub=1;phone-context=+44;x=y', '+44'],
  ])('of %s is %s', (text, prefix) => {
    expect(readContext(text, '7946-0018'.length)?.prefix).toBe(prefix);
  });

  it.each(['7946-0018', '7946-0018;phone-context=example.test', '7946-0018 ;phone-context=+44'])(
    'is nothing in %s',
    (text) => {
      expect(readContext(text, '7946-0018'.length)).toBeNull();
    },
  );

  it('makes a local number whole without a scheme as well', () => {
    expect(unwrapUri('7946-0018;phone-context=+44-20')).toBe('+44-20 7946-0018');
  });
});
