/** README's figures are those that the bench wrote: a table that drifts from bench/results/ fails here. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Figures, rowsOf } from '../bench/figures.ts';

const readme = readFileSync('README.md', 'utf8');

describe('README', () => {
  it('quotes the figures of bench/results/click-to-invite.json', () => {
    const figures = JSON.parse(readFileSync('bench/results/click-to-invite.json', 'utf8')) as Figures;
    const quoted = readme.split('<!-- figures:begin -->')[1]?.split('<!-- figures:end -->')[0] ?? '';
    const lines = quoted.split('\n').map((line) => line.replace(/ +/g, ' ').trim());
    expect(lines.filter((line) => /^\| (Offhook|JsSIP)/.test(line))).toEqual(rowsOf(figures));
  });

  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });
});
