/** README's table of the server, from bench/results/server.json; a test holds README against it. */
import type { Load } from './load.ts';

export type ServerFigure = Load | { readonly megabytes: number };
export type ServerFigures = Readonly<Record<string, ServerFigure>>;

/** The lines between README's two marks, without padding. */
export function serverTable(figures: ServerFigures): string[] {
  return [
    '| the server | requests/s | p50, ms | p99, ms | MB |',
    '|---|---|---|---|---|',
    ...Object.entries(figures).map(([name, figure]) => {
      const cells =
        'megabytes' in figure
          ? ['', '', '', figure.megabytes]
          : [figure.requestsPerSecond, figure.p50, figure.p99, ''];
      return `| ${name} | ${cells.join(' | ')} |`;
    }),
  ];
}
