// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { fieldIn, fieldTarget } from './fields.ts';

const SWEDEN = () => ({ country: 'SE', source: 'site' }) as const;

function field(html: string): HTMLInputElement {
  document.body.innerHTML = html;
  return document.querySelector('input') as HTMLInputElement;
}

test.each([
  ['a field for telephone numbers', '<input type="tel" value="08-465 004 01">'],
  ['a field whose name says so', '<input name="phone_work" value="08-465 004 01">'],
  ['a field whose label says so', '<label>Mobile <input value="08-465 004 01"></label>'],
  ['a field that only looks like it', '<input value="08-465 004 01">'],
  ['a field that cannot be edited', '<input readonly type="tel" value=" 08-465 004 01 ">'],
])('%s offers its number', (_what, html) => {
  expect(fieldTarget(field(html), SWEDEN)?.e164).toBe('+46846500401');
});

test.each([
  ['an empty field', '<input type="tel">'],
  ['a field with more than a number', '<input value="08-465 004 01 or 08-465 004 02">'],
  ['an order number', '<label>Order <input value="0846500401"></label>'],
  ['a long note', `<input value="${'call 08-465 004 01 '.repeat(9)}">`],
])('%s offers nothing', (_what, html) => {
  expect(fieldTarget(field(html), SWEDEN)).toBeNull();
});

test.each(['password', 'email', 'checkbox', 'hidden'])('a field of type %s is not read', (type) => {
  expect(fieldIn([field(`<input type="${type}" value="08-465 004 01">`)])).toBeNull();
});

test('a number that was edited after the card came is no longer there', () => {
  const input = field('<input type="tel" value="08-465 004 01">');
  const target = fieldTarget(input, SWEDEN);
  expect(target?.isStillThere()).toBe(true);
  input.value = '08-465 004 02';
  expect(target?.isStillThere()).toBe(false);
});
