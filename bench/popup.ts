/**
 * From opening the popup to a dial pad that takes a digit: the time a person waits before each call that is typed. Beside it,
 * in the same run, an empty page of the extension: what the browser takes for any page.
 */
import { openRig, type Rig } from '../test/e2e/rig.ts';
import { type Figure, type Figures, figure, figuresTable, saveFigures } from './figures.ts';
import { quote } from './quote.ts';

const OPENINGS = 30;
/** Ready when a key can be pressed and has been painted. */
const KEY = '.keypad button:not(:disabled)';

async function openings(rig: Rig, path: string, ready: string): Promise<Figure> {
  const page = await rig.browser.context.newPage();
  await page.addInitScript((selector) => {
    const look = () => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      // A task that is asked for in a frame runs when that frame is on the screen.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          document.documentElement.dataset.readyAfterMs = String(performance.now());
        };
        port2.postMessage(null);
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  }, ready);
  const samples: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    await page.goto(`chrome-extension://${rig.desk.extensionId}/${path}`);
    const ms = await page.waitForFunction(() => document.documentElement.dataset.readyAfterMs);
    samples.push(Number(await ms.jsonValue()));
  }
  await page.close();
  return figure(samples);
}

export function popupTable(figures: Figures): string[] {
  return figuresTable(figures, '| opening the popup, ms | median | p95 | openings |');
}

export async function benchPopup(say: (line: string) => void): Promise<void> {
  const rig = await openRig();
  try {
    const figures = {
      'a dial pad that takes a digit': await openings(rig, 'popup.html', KEY),
      'an empty page of an extension (the floor)': await openings(rig, 'icon/16.png', 'img'),
    };
    saveFigures('popup', figures);
    const table = popupTable(figures);
    quote('popup', table);
    for (const line of table) say(line);
  } finally {
    await rig.close();
  }
}
