/**
 * Live calls while their server goes away: lost for 1 s and for 30 s, frozen, and away while somebody hangs up. Real
 * Kamailio, rtpengine and baresip; wants a network of its own (`unshare --net` with `lo` up), as the lab does.
 */
import { type Crew, type Outage, openCrew } from '../test/lab/phone/crew.ts';
import { openGround, untilIdle } from '../test/lab/phone/rig.ts';
import { type Figure, figure, saveFigures } from './figures.ts';
import { quote } from './quote.ts';

/** Phones that lose their server at the same moment, as a team does. */
const PHONES = 10;
const SHORT = { outages: 100, ms: 1_000 } as const;
const LONG = { outages: 20, ms: 30_000 } as const;
const FROZEN = 20;
const HUNG_UP = 20;

/** Milliseconds, with what became of the calls. `soundPercent`: the least of what should have arrived meanwhile. */
export type OutageFigure = Figure & { readonly lostCalls?: number; readonly soundPercent?: number };
export type OutageFigures = Readonly<Record<string, OutageFigure>>;

const together = (
  outages: readonly Outage[],
  times: (outage: Outage) => readonly number[],
): OutageFigure => ({
  ...figure(outages.flatMap(times)),
  lostCalls: outages.reduce((lost, outage) => lost + outage.lost, 0),
  soundPercent: Math.min(...outages.flatMap(({ soundPercent }) => soundPercent)),
});

async function repeat<Fact>(times: number, act: () => Promise<Fact>): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (let round = 0; round < times; round += 1) facts.push(await act());
  return facts;
}

async function measure(): Promise<OutageFigures> {
  const ground = await openGround();
  const withCrew = async <Fact>(act: (crew: Crew) => Promise<Fact>): Promise<Fact> => {
    const crew = await openCrew(ground, PHONES);
    try {
      return await act(crew);
    } finally {
      await crew.close();
      await untilIdle(ground);
    }
  };
  try {
    const short = await withCrew((crew) => repeat(SHORT.outages / PHONES, () => crew.outage(SHORT.ms)));
    const long = await withCrew((crew) => repeat(LONG.outages / PHONES, () => crew.outage(LONG.ms)));
    const frozen = await withCrew((crew) => repeat(FROZEN / PHONES, () => crew.freeze()));
    const hungUp = await repeat(HUNG_UP / PHONES, () => withCrew((crew) => crew.hangUpInOutage()));
    return {
      'away for 1 s: registered again after the return': together(short, ({ readyAgain }) => readyAgain),
      'away for 30 s: registered again after the return': together(long, ({ readyAgain }) => readyAgain),
      'frozen: noticed': together(frozen, ({ noticed }) => noticed),
      'frozen: registered again': together(frozen, ({ readyAgain }) => readyAgain),
      'hung up while away: far side ended after the return': figure(hungUp.flat()),
    };
  } finally {
    await ground.close();
  }
}

/** README's table of these figures, without padding. */
export function outagesTable(figures: OutageFigures): string[] {
  return [
    '| live calls while the server is away, ms | median | p95 | outages | calls lost |',
    '|---|---|---|---|---|',
    ...Object.entries(figures).map(
      ([name, { median, p95, samples, lostCalls = 0 }]) =>
        `| ${[name, median, p95, samples, lostCalls].join(' | ')} |`,
    ),
  ];
}

/** Runs everything once and saves it in bench/results/line-outages.json, and in README. */
export async function benchLineOutages(print: (line: string) => void): Promise<void> {
  const figures = await measure();
  saveFigures('line-outages', figures);
  quote('outages', outagesTable(figures));
  for (const [name, { median, p95, samples, lostCalls }] of Object.entries(figures)) {
    const lost = lostCalls === undefined ? '' : `   ${lostCalls} calls lost`;
    print(`${name.padEnd(54)} median ${median} ms   p95 ${p95} ms   of ${samples}${lost}`);
  }
}
