/** Pages of our own making, as HTML: the same bytes in every run. Runs in the measured page; knows no detector. */

export type PageKind = 'crm' | 'crmWithoutNumbers' | 'text' | 'digits';

/** HTML with about so many text nodes that are not white space. */
export function syntheticPage(kind: PageKind, textNodes: number): string {
  if (kind === 'text') return textHeavy(textNodes);
  if (kind === 'digits') return digitHeavy(textNodes);
  return table(textNodes, kind === 'crm');
}

/** In the CRM page, one text in so many is a number: all different, all in ranges reserved for fiction. */
export const NODES_A_NUMBER = 20;

const NAMES = ['Anna Ek', 'Bo Lind', 'Chidi Obi', 'Dora Kiss', 'Eva Roth', 'Farid Aziz', 'Gwen Rhys'];
const FIRMS = ['Ek Ltd', 'Northwind Traders', 'Lind & Sons', 'Contoso GmbH', 'Fabrikam', 'Obi Imports'];
const STAGES = ['Open', 'Won', 'Lost', 'In negotiation', 'Qualified'];
/** North American codes in use; the numbers behind them are reserved for fiction. */
const AREAS = ['212', '303', '312', '415', '602', '617', '713', '818', '904', '916'];
const CELLS_A_ROW = 10;

/** A list of a CRM: rows of ten cells, links and badges in some of them. */
function table(textNodes: number, hasNumbers: boolean): string {
  const rows: string[] = [];
  for (let row = 0; row < textNodes / CELLS_A_ROW; row++) rows.push(tableRow(row, hasNumbers));
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

export function tableRow(row: number, hasNumbers: boolean): string {
  const hasNumber = hasNumbers && row % (NODES_A_NUMBER / CELLS_A_ROW) === 0;
  return `<tr><td><a href="#/people/${row}">${of(NAMES, row)}</a></td><td>${of(FIRMS, row)}</td>
    <td>${hasNumber ? numberOf(row) : 'no number'}</td><td><span class="badge">${of(STAGES, row)}</span></td>
    <td>Sales director</td><td>anna.ek@example.com</td><td>12 May ${2000 + (row % 26)}</td><td>${row % 90} %</td>
    <td>Berlin</td><td><span><b>${of(NAMES, row + 3)}</b></span></td></tr>`;
}

/** +44 20 7946 0xxx, +44 1632 960xxx and +1 NXX 555 01xx in several hands. */
function numberOf(row: number): string {
  const n = row >> 1;
  const last = String(n % 1_000).padStart(3, '0');
  const area = of(AREAS, n);
  const line = String(n % 100).padStart(2, '0');
  const ways = [
    `+44 20 7946 0${last}`,
    `020 7946 0${last}`,
    `+1 ${area} 555 01${line}`,
    `(01632) 960 ${last}`,
    `+1-${area}-555-01${line}`,
  ];
  return ways[n % ways.length] as string;
}

/** Articles: few elements, long texts, two numbers each forty paragraphs. */
function textHeavy(textNodes: number): string {
  const sentence =
    'The committee met on 12 May 2024 and agreed, after a long debate about costs of 1,250.00 euros, to wait. ';
  const paragraphs: string[] = [];
  for (let at = 0; at < textNodes / 3; at++) {
    const number = at % 20 === 0 ? `Call +44 20 7946 0${String(at % 1_000).padStart(3, '0')}.` : '';
    paragraphs.push(`<p>${sentence.repeat(2)}<em>Still, nobody left</em>. ${sentence}${number}</p>`);
  }
  return `<article>${paragraphs.join('')}</article>`;
}

/** Ids, dates, amounts, times, versions, coordinates: much that looks like a number, and none that is one. */
function digitHeavy(textNodes: number): string {
  const rows: string[] = [];
  for (let at = 0; at < textNodes / 8; at++) {
    const n = 10_000_000 + at * 7_919;
    rows.push(`<tr><td>Order no. ${n}${at % 10}</td><td>2024-05-${10 + (at % 19)} 12:${10 + (at % 49)}:07</td>
      <td>€ ${at},${100 + (at % 899)}.00</td><td>Invoice INV-2024-${n}</td><td>52.52${at % 90}, 13.40${at % 90}</td>
      <td>v${at % 9}.${at % 20}.${n % 1000}</td><td>192.168.${at % 255}.${n % 255}</td>
      <td>DE89 3704 0044 0532 0130 00</td></tr>`);
  }
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

function of(list: readonly string[], at: number): string {
  return list[at % list.length] as string;
}
