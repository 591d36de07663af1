/**
 * What a detector adds to the frames of a list that is drawn again and again. With and without it in turn, in one page
 * load: on a busy machine two loads differ by more than a detector costs. A frame is the time of the page's own thread,
 * with style, layout and paint; on the clock it would be a whole number of the screen's, and most of that waiting.
 */
import type { Page } from 'playwright-core';
import { BATCHES, type ChurnSubject, type ChurnWork } from './churn.ts';

/** Milliseconds a batch; `frame`: all that the page's thread did. */
export type ChurnFigures = ChurnWork & { readonly frame: number };

/** The same stretch of batches without and with a detector, one right after the other. */
export type ChurnPair = { readonly without: ChurnFigures; readonly with: ChurnFigures };

/** So many pairs; which half comes first changes, so that what drifts counts for neither. */
export async function measurePairs(
  page: Page,
  subject: Exclude<ChurnSubject, 'nothing'>,
  pairs: number,
): Promise<ChurnPair[]> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskMs = async () => {
    const { metrics } = await devTools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  const stretch = async (by: ChurnSubject): Promise<ChurnFigures> => {
    await page.evaluate((name) => window.numbersBench.churn.bringIn(name), by);
    const before = await taskMs();
    const work = await page.evaluate(() => window.numbersBench.churn.run());
    const frame = ((await taskMs()) - before) / BATCHES;
    await page.evaluate(() => window.numbersBench.churn.takeOut());
    return { ...work, frame };
  };
  await page.evaluate(() => window.numbersBench.churn.draw());
  // The first of all warms up the machine, the page and us.
  await stretch('nothing');
  await stretch(subject);
  const taken: ChurnPair[] = [];
  while (taken.length < pairs) {
    const isFirst = taken.length % 2 === 1;
    const first = await stretch(isFirst ? subject : 'nothing');
    const second = await stretch(isFirst ? 'nothing' : subject);
    taken.push(isFirst ? { without: second, with: first } : { without: first, with: second });
  }
  return taken;
}
