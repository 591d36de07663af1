// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { createRecordCountries } from './recordCountry.ts';

const GERMANY = { country: 'DE', source: 'site' } as const;

beforeEach(() => history.replaceState(null, '', '/contacts/7'));

function hintAt(html: string, corrections: Record<string, string> = {}) {
  document.body.innerHTML = html;
  const countries = createRecordCountries(GERMANY, new Map(Object.entries(corrections)));
  return countries.hintFor(document.getElementById('n')?.firstChild ?? document.body);
}

test.each([
  ['microdata', '<table><tr><td itemprop="addressCountry">Sweden</td><td id=n>1</td></tr></table>'],
  [
    'the column’s header',
    '<table><thead><tr><th>Name<th>Country<th>Phone</thead><tbody><tr><td>Anna<td>Sweden<td id=n>1</table>',
  ],
  ['a list of labels', '<dl><dt>Land</dt><dd>Schweden</dd><dt>Phone</dt><dd id=n>1</dd></dl>'],
  ['a field', '<label>Country</label><input value="SE"><p id=n>1</p>'],
])('the record’s country is known from %s', (_what, html) => {
  expect(hintAt(html)).toEqual({ country: 'SE', source: 'record' });
});

test('a record that names no country is read as the site is set', () => {
  expect(hintAt('<p id=n>1</p>')).toEqual(GERMANY);
});

test('a page of many countries says nothing of a number outside its rows', () => {
  const html = `<table><tr><td itemprop="addressCountry">Sweden</table>
    <b itemprop="addressCountry">Norway</b><b itemprop="addressCountry">Denmark</b><p id=n>1</p>`;
  expect(hintAt(html)).toEqual(GERMANY);
});

test('the neighbour’s country is not this row’s', () => {
  const html = '<table><tr><td itemprop="addressCountry">Sweden<td>2</tr><tr><td>Anna<td id=n>1</tr></table>';
  expect(hintAt(html)).toEqual(GERMANY);
});

test('what a person said of this record wins over what the page says', () => {
  const html = '<dl><dt>Country</dt><dd>Sweden</dd><dt>Phone</dt><dd id=n>1</dd></dl>';
  expect(hintAt(html, { '/contacts/7': 'FI' })).toEqual({ country: 'FI', source: 'record' });
});

test('of a row, it is the record that the row links to', () => {
  const html = '<table><tr><td><a href="/contacts/8">Anna Ek</a><td id=n>1</table>';
  expect(hintAt(html, { '/contacts/7': 'FI', '/contacts/8': 'NO' })).toEqual({
    country: 'NO',
    source: 'record',
  });
});

test('a row that was rewritten is read again once it is forgotten', () => {
  document.body.innerHTML =
    '<table><tr><td id=c itemprop="addressCountry">Sweden</td><td id=n>1</td></tr></table>';
  const countries = createRecordCountries(null, new Map());
  const number = document.getElementById('n') as Element;
  expect(countries.hintFor(number)?.country).toBe('SE');
  (document.getElementById('c') as Element).textContent = 'Norway';
  countries.forget();
  expect(countries.hintFor(number)?.country).toBe('NO');
});

test('in the parts that a known CRM fills with dates and ids, no number is looked for', () => {
  document.body.innerHTML =
    '<div id=tryton></div><nav class="navbar"><b id=no>1</b></nav><div class="tab-pane tryton"><b id=yes>1</b></div>';
  const countries = createRecordCountries(null, new Map());
  const isIgnored = (id: string) => countries.isIgnored(document.getElementById(id)?.firstChild as Text);
  expect([isIgnored('no'), isIgnored('yes')]).toEqual([true, false]);
});
