// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { placesIn } from './candidates.ts';
import { runsWithPlaces } from './locate.ts';

/** The lines below the body that are told of, in order. */
function linesOf(html: string): string[] {
  document.body.innerHTML = html;
  const lines: string[] = [];
  runsWithPlaces(document.body, placesIn(document.body.textContent ?? ''), ({ text }) => lines.push(text));
  return lines;
}

test.each([
  ['a cell among others', '<p>Anna Ek</p><p>020 7946 0018</p><p>12 May</p>', ['020 7946 0018']],
  ['each of several', '<p>020 7946 0018</p><p>x</p><p>020 7946 0019</p>', ['020 7946 0018', '020 7946 0019']],
  ['one split over inline elements, once', '<p>Tel <b>020</b> <i>7946</i> 0018</p>', ['Tel 020 7946 0018']],
  ['two in one text, once', '<p>020 7946 0018, 020 7946 0019</p>', ['020 7946 0018, 020 7946 0019']],
  ['one behind digits of another cell', '<p>45</p><p>020 7946 0018</p>', ['45', '020 7946 0018']],
  ['digits of another script', '<p>x</p><p>٠٢٠ ٧٩٤٦ ٠٠١٨</p>', ['٠٢٠ ٧٩٤٦ ٠٠١٨']],
  ['both sides of a line break', '<p>020 7946 0018<br>020 7946 0019</p>', ['020 7946 0018', '020 7946 0019']],
  ['a block inside of an inline element', '<a>x<div>020 7946 0018</div>y</a>', ['020 7946 0018']],
])('the line is told of: %s', (_, html, lines) => {
  expect(linesOf(html)).toEqual(lines);
});

test.each([
  ['no place at all', '<p>Anna Ek</p><p>12 May</p>'],
  ['a part that is not to be read', '<code>020 7946 0018</code><div contenteditable>020 7946 0018</div>'],
  ['an element that opted out', '<p><span class="offhook-ignore">020 7946 0018</span></p>'],
])('nothing is told of: %s', (_, html) => {
  expect(linesOf(html)).toEqual([]);
});
