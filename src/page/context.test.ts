// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { cleanOf, readContext } from './context.ts';

const NUMBER = '+44 20 7946 0018';

/** What is read around the element with id n. */
function around(html: string) {
  document.body.innerHTML = html;
  return readContext(document.getElementById('n')?.firstChild ?? document.body, NUMBER);
}

test('in a row, the link to the person is the name and the link to the company the company', () => {
  const html = `<table><tr><td><a href="mailto:a@example.com">mail me</a></td><td><a href="#/contacts/1">Anna Ek</a></td>
    <td><a href="#/companies/2">Ek Ltd</a></td><td id=n>${NUMBER}</td></tr></table>`;
  expect(around(html)).toEqual({ name: 'Anna Ek', company: 'Ek Ltd' });
});

test('in a table with a head, the first cell with letters is the name', () => {
  const html = `<table><thead><tr><th>Name<th>Phone</thead><tbody><tr><td>1</td><td>Omar Petrov</td><td id=n>${NUMBER}</td></tr></table>`;
  expect(around(html)).toEqual({ name: 'Omar Petrov' });
});

test('in a table of labels, the heading before it is the name, not the label', () => {
  const html = `<section><h2>Anna Ek</h2><table><tr><td>Phone</td><td id=n>${NUMBER}</td></tr></table></section>`;
  expect(around(html)).toEqual({ name: 'Anna Ek' });
});

test('of two people in one part of the page, the one before the number is meant', () => {
  const html = `<div><h3>Anna Ek</h3><p>x</p><h3>Omar Petrov</h3><p id=n>${NUMBER}</p><h3>Jo Martens</h3></div>`;
  expect(around(html)).toEqual({ name: 'Omar Petrov' });
});

test('a page without any name gives none', () => {
  expect(around(`<p id=n>${NUMBER}</p>`)).toEqual({});
});

test('a name is one line of printable text with letters and without the number', () => {
  expect(cleanOf('  Anna\n  Ek ')).toBe('Anna Ek');
  expect(cleanOf('Anna\u202e\u200b Ek')).toBe('Anna Ek');
  expect(cleanOf('12 34')).toBeNull();
  expect(cleanOf(`Anna ${NUMBER}`, NUMBER)).toBeNull();
  expect(cleanOf('call 079460018 now')).toBeNull();
  expect(cleanOf('x'.repeat(200))).toBeNull();
});
