/** README's tables of the gateway, from bench/results/gateway.json; a test holds README against them. */

export type SetUp = {
  readonly p50: number;
  readonly p99: number;
  readonly kamailioMsPerCall: number;
  readonly rtpengineMsPerCall: number;
  readonly kilobytesPerCall: number;
  readonly calls: number;
};
export type Media = {
  /** The most that were up with not one packet lost. */
  readonly calls: number;
  readonly packets: number;
  readonly lost: number;
  readonly cpuPercentPerCall: number;
  /** Why no more were tried. */
  readonly endedBy: string;
};
export type GatewayFigures = Readonly<Record<string, SetUp | Media>>;

/** The lines between README's two marks, without padding. */
export function gatewayTables(figures: GatewayFigures): string[] {
  const setUps = Object.entries(figures).flatMap(([name, figure]) =>
    'p50' in figure ? [[name, figure] as const] : [],
  );
  const media = Object.entries(figures).flatMap(([name, figure]) =>
    'p50' in figure ? [] : [[name, figure] as const],
  );
  return [
    '| the gateway | p50, ms | p99, ms | Kamailio, CPU ms a call | rtpengine, CPU ms a call | KB a call |',
    '|---|---|---|---|---|---|',
    ...setUps.map(([name, figure]) => {
      const { p50, p99, kamailioMsPerCall, rtpengineMsPerCall, kilobytesPerCall } = figure;
      return `| ${[name, p50, p99, kamailioMsPerCall, rtpengineMsPerCall, kilobytesPerCall].join(' | ')} |`;
    }),
    '',
    '| calls at once, not one packet lost | calls | packets | CPU of a core a call, % | what ended it |',
    '|---|---|---|---|---|',
    ...media.map(([name, { calls, packets, cpuPercentPerCall, endedBy }]) => {
      return `| ${[name, calls, packets, cpuPercentPerCall, endedBy].join(' | ')} |`;
    }),
  ];
}
