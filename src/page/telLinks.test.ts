// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { telLinkIn, telLinkTarget } from './telLinks.ts';

const GB = { country: 'GB', source: 'site' } as const;

function linkOf(html: string): Element {
  document.body.innerHTML = html;
  return document.querySelector('a') as Element;
}

/** [number, extension, why] of a link, or null. */
function read(html: string, hint: typeof GB | null = null) {
  const target = telLinkTarget(linkOf(html), () => hint);
  return target && [target.e164, target.extension, target.why];
}

test('the address is what a link dials', () => {
  expect(read('<a href="tel:+44-20-7946-0018">Call</a>')).toEqual(['+442079460018', undefined, 'prefix']);
  expect(read('<a href="callto:+442079460018">Call</a>')).toEqual(['+442079460018', undefined, 'prefix']);
});

test('an extension comes along, as the standard and as CRMs write it', () => {
  expect(read('<a href="tel:+442079460018;ext=12">x</a>')?.[1]).toBe('12');
  expect(read('<a href="tel:+442079460018ext.1574">x</a>')?.[1]).toBe('1574');
});

test('an address without a prefix is read in the country that is set, and not at all without one', () => {
  expect(read('<a href="tel:(020)%207946%200018">Call</a>', GB)).toEqual([
    '+442079460018',
    undefined,
    'site',
  ]);
  expect(read('<a href="tel:02079460018">Call</a>')).toBeNull();
});

test('the text is read when the address says nothing', () => {
  expect(read('<a href="tel:">+44 20 7946 0018</a>')?.[0]).toBe('+442079460018');
  expect(read('<a href="tel:later">Later</a>', GB)).toBeNull();
});

test('the page having another number there now is noticed', () => {
  const link = linkOf('<a href="tel:+442079460018">Call</a>');
  const target = telLinkTarget(link, () => null);
  expect(target?.isStillThere()).toBe(true);
  link.setAttribute('href', 'tel:+442079460019');
  expect(target?.isStillThere()).toBe(false);
});

test('only number links are number links', () => {
  expect(telLinkIn([linkOf('<a href="/tel:1">x</a>')])).toBeNull();
  expect(telLinkIn([linkOf('<a href=" TEL:+442079460018">x</a>')])).not.toBeNull();
});
