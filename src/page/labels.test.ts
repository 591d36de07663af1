// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { createLabels } from './labels.ts';

/** The label of the text that reads "value". */
function labelIn(html: string): string | undefined {
  document.body.innerHTML = html;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.textContent === 'value') break;
  return createLabels().of(walker.currentNode as Text);
}

test.each([
  [
    'the head of its column',
    '<table><thead><tr><th>Name<th>Order</thead><tbody><tr><td>x<td>value</table>',
    'Order',
  ],
  [
    'a first row of heads',
    '<table><tr><th>Name</th><th>Order</th></tr><tr><td>x</td><td>value</td></tr></table>',
    'Order',
  ],
  ['the head of its row', '<table><tr><th>Fax</th><td>value</td><td>x</td></tr></table>', 'Fax'],
  ['the other cell of a pair', '<table><tr><td>Fax</td><td><b>value</b></td></tr></table>', 'Fax'],
  ['the term of a definition', '<dl><dt>VAT</dt><dd>x</dd><dd>value</dd></dl>', 'VAT'],
  ['a label in front', '<label>Fax</label><span>value</span>', 'Fax'],
  ['an element that ends in a colon', '<div><div>Ticket:</div><div><b>value</b></div></div>', 'Ticket:'],
])('the label is %s', (_, html, label) => {
  expect(labelIn(html)).toBe(label);
});

test.each([
  ['the neighbour in a list', '<table><tr><td>Order</td><td>x</td><td>value</td></tr></table>'],
  ['a name in front', '<span>Anna Ek</span><span>value</span>'],
  [
    'a sentence in front',
    '<label>Please tell us how we can reach you in the coming weeks:</label><span>value</span>',
  ],
])('%s is no label', (_, html) => {
  expect(labelIn(html)).toBeUndefined();
});
