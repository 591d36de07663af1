/** What we are measured beside, in the same page: the least that any detector does, and the two usual ways to do it. */
import { findPhoneNumbersInText } from 'libphonenumber-js/max';

/** The floor: every text node is visited and nothing is done with it. */
export function bareWalk(): number {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) count += 1;
  return count;
}

/** The library's own search in each text node; marks nothing. */
export function librarySearch(): number {
  let count = 0;
  for (const node of textNodes()) count += findPhoneNumbersInText(node.data, 'GB').length;
  return count;
}

/** As the usual extensions do it: an expression per text node, and an element around each match. No number is checked. */
export function wrapInElements(): number {
  let count = 0;
  for (const node of textNodes()) count += wrapIn(node);
  return count;
}

const USUAL = /(?:\+|00)?\d[\d\s().-]{6,}\d/;

function wrapIn(node: Text): number {
  const match = USUAL.exec(node.data);
  if (!match) return 0;
  const number = node.splitText(match.index);
  const rest = number.splitText(match[0].length);
  const link = document.createElement('a');
  link.href = `tel:${match[0].replace(/[^\d+]/g, '')}`;
  number.replaceWith(link);
  link.append(number);
  return 1 + wrapIn(rest);
}

function textNodes(): Text[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes;
}
