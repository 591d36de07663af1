/** README's figures are those that the bench wrote: a table that drifts from bench/results/ fails here. */

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Figures, figuresTable } from '../bench/figures.ts';
import { type GatewayFigures, gatewayTables } from '../bench/gateway/table.ts';
import { type OutageFigures, outagesTable } from '../bench/lineOutages.ts';
import type { NumbersResults } from '../bench/numbers/bench.ts';
import { numbersTable } from '../bench/numbers/table.ts';
import { popupTable } from '../bench/popup.ts';
import { quoted, unpadded } from '../bench/quote.ts';
import { type ServerFigures, serverTable } from '../bench/server/table.ts';

const readme = readFileSync('README.md', 'utf8');

describe('README', () => {
  it.each([
    ['figures', 'click-to-invite', (results: unknown) => figuresTable(results as Figures)],
    ['popup', 'popup', (results: unknown) => popupTable(results as Figures)],
    ['outages', 'line-outages', (results: unknown) => outagesTable(results as OutageFigures)],
    ['server', 'server', (results: unknown) => serverTable(results as ServerFigures)],
    ['gateway', 'gateway', (results: unknown) => gatewayTables(results as GatewayFigures)],
    ['numbers', 'numbers', (results: unknown) => numbersTable(results as NumbersResults)],
  ])('quotes, between its marks "%s", what bench/results/%s.json holds', (marks, file, table) => {
    const results: unknown = JSON.parse(readFileSync(`bench/results/${file}.json`, 'utf8'));
    expect(quoted(marks)).toEqual(unpadded(table(results)));
    expect(quoted(marks).length).toBeGreaterThan(2);
  });

  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });
});
