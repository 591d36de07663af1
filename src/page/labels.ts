/**
 * What a page calls a value: the head of its column, the term of its definition, the label in front of it. "Order" above
 * a column of ten digits is what tells that none of them is to be dialled. What a word means is known in src/numbers.
 */

/** A longer text in front of a value is a sentence, not a label. */
const MAX_LABEL = 40;

export interface Labels {
  /** The label of a text that stands in a table, a definition list or behind a label of its own; undefined without one. */
  of(node: Text): string | undefined;
  /** The page changed: its columns are read again when they are asked for. */
  forget(): void;
}

export function createLabels(): Labels {
  /** By the part of the table that holds the rows: most tables ask a thousand times for the same few heads. */
  let heads = new WeakMap<Element, HTMLTableRowElement | null>();

  /** The table's first row, if it is one of heads. */
  const headRowOf = (part: Element): HTMLTableRowElement | null => {
    const known = heads.get(part);
    if (known !== undefined) return known;
    const first = part.closest('table')?.querySelector('tr') ?? null;
    const head = first?.querySelector(':scope > th') ? first : null;
    heads.set(part, head);
    return head;
  };
  /** The head of the column; where the table has none, the row's own head: "Fax | 020 7946 0018". */
  const headOf = (cell: Element, row: Element, part: Element): string | undefined => {
    const head = headRowOf(part);
    const above = head && head !== row ? head.cells[(cell as HTMLTableCellElement).cellIndex] : undefined;
    if (above?.localName === 'th') return textOf(above);
    const first = row.firstElementChild;
    const isHead = first?.localName === 'th' || row.childElementCount === 2;
    return isHead && first !== cell ? textOf(first) : undefined;
  };
  return {
    of(node) {
      const cell = cellAround(node);
      if (cell?.localName === 'dd') return textOf(previous(cell, 'dt'));
      if (cell?.localName !== 'td') return frontOf(node);
      const row = cell.parentElement;
      const part = row?.parentElement;
      return row && part ? headOf(cell, row, part) : undefined;
    },
    forget() {
      heads = new WeakMap();
    },
  };
}

function cellAround({ parentElement: parent }: Text): Element | null {
  if (parent?.localName === 'td') return parent;
  return parent?.closest('td, dd, [role="gridcell"], [role="cell"]') ?? null;
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
