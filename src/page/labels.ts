/**
 * What a page calls a value: the head of its column, the term of its definition, the label in front of it. "Order" above
 * a column of ten digits is what tells that none of them is to be dialled. What a word means is known in src/numbers.
 */

/** A longer text in front of a value is a sentence, not a label. */
const MAX_LABEL = 40;

/** The label of a text that stands in a table, a definition list or behind a label of its own; undefined without one. */
export function labelOf(node: Text): string | undefined {
  const cell = node.parentElement?.closest('td, dd, [role="gridcell"], [role="cell"]');
  if (cell instanceof HTMLTableCellElement) return headOf(cell);
  if (cell?.localName === 'dd') return textOf(previous(cell, 'dt'));
  return frontOf(node);
}

/** The head of the column; where the table has none, the row's own head: "Fax | 020 7946 0018". */
function headOf(cell: HTMLTableCellElement): string | undefined {
  const row = cell.parentElement;
  const table = cell.closest('table');
  if (!(row instanceof HTMLTableRowElement) || !table) return undefined;
  const head = table.querySelector('tr');
  const above = head !== row ? head?.cells[cell.cellIndex] : undefined;
  if (above?.localName === 'th') return textOf(above);
  const first = row.cells[0];
  const isPair = row.cells.length === 2 && first !== cell;
  return first && (first.localName === 'th' || isPair) ? textOf(first) : undefined;
}

/** "<label>Fax</label><span>…" and "<div>Fax:</div><div>…": the element in front, when it says that it is a label. */
function frontOf(node: Text): string | undefined {
  for (let at = node.parentElement, climbed = 0; at && climbed < 2; at = at.parentElement, climbed++) {
    const front = at.previousElementSibling;
    if (!front) continue;
    const text = textOf(front);
    const isLabel = front.localName === 'label' || front.localName === 'th' || /[:：]$/.test(text ?? '');
    return isLabel ? text : undefined;
  }
  return undefined;
}

function previous(cell: Element, name: string): Element | null {
  let at = cell.previousElementSibling;
  while (at && at.localName !== name) at = at.previousElementSibling;
  return at;
}

function textOf(element: Element | null | undefined): string | undefined {
  const text = (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return text === '' || text.length > MAX_LABEL ? undefined : text;
}
