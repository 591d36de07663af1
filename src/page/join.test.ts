// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { readRun, type Span } from './join.ts';
import { type Run, segmentRuns } from './walk.ts';

/** The only run of an element's content. */
function runOf(html: string): Run {
  document.body.innerHTML = `<div>${html}</div>`;
  const runs: Run[] = [];
  const nothing = { block: () => {} };
  segmentRuns([...(document.body.firstElementChild as Element).childNodes], nothing, (run) => runs.push(run));
  expect(runs).toHaveLength(1);
  return runs[0] as Run;
}

function charactersOf({ nodes, startOffset, endOffset }: Span): string {
  const last = nodes.length - 1;
  return nodes
    .map((node, i) => node.data.slice(i === 0 ? startOffset : 0, i === last ? endOffset : undefined))
    .join('');
}

/** The characters on the page under a piece of the text that was read. */
function underneath(html: string, piece: string): string[] {
  return readRun(runOf(html)).flatMap((read) => {
    const start = read.text.indexOf(piece);
    return start < 0 ? [] : [charactersOf(read.span(start, start + piece.length))];
  });
}

test('texts with too few digits are not read at all', () => {
  expect(readRun(runOf('Order 1234'))).toEqual([]);
});

test('the way back leads over element borders', () => {
  expect(underneath('Tel <b>+44</b> <i>20</i> 7946 0018.', '+44 20 7946 0018')).toEqual(['+44 20 7946 0018']);
});

test('white space is read as it is drawn, and the way back still fits', () => {
  expect(underneath('a\n  <b>+44</b>\n   <i>20 7946\t0018</i> b', '+44 20 7946 0018')).toEqual([
    '+44\n   20 7946\t0018',
  ]);
});

test('digits of other scripts count as digits', () => {
  expect(readRun(runOf('هاتف ٠٢٠٧٩٤٦'))).toHaveLength(1);
});

test('pieces that CSS draws as boxes of their own are read apart', () => {
  const html =
    '<span style="display:inline-block">0812345</span><span style="display:inline-block">6789012</span>';
  expect(readRun(runOf(html)).map((read) => read.text)).toEqual(['0812345', '6789012']);
});

test('a long text is cut between words, and the way back fits in every piece', () => {
  const line = 'Call +44 20 7946 0018 or wait, ';
  const reads = readRun(runOf(line.repeat(200)));
  expect(reads.length).toBeGreaterThan(3);
  expect(reads.map((read) => read.text).join('')).toBe(line.repeat(200));
  for (const read of reads) {
    const start = read.text.lastIndexOf('+44 20 7946 0018');
    expect(charactersOf(read.span(start, start + 16))).toBe('+44 20 7946 0018');
  }
});
