/** `npm run pictures`: runs the demo unattended and lays its screenshots side by side for README. */
import { readFile } from 'node:fs/promises';
import { launchBrowser } from '../demo/browser.ts';
import { runUnattended } from '../demo/unattended.ts';

const PICTURE = 'docs/pictures/first-call.png';

await runUnattended(console.log);
const [page, raised, call] = await Promise.all(
  ['2-raised-page', '2-raised-panel', '3-call'].map((name) => readFile(`out/${name}.png`, 'base64')),
);
const browser = await launchBrowser({ extraArgs: ['--force-device-scale-factor=1'] });
try {
  const sheet = await browser.context.newPage();
  await sheet.setViewportSize({ width: 1500, height: 560 });
  await sheet.setContent(`<style>
    body { margin: 0; background: #e9edf0; display: flex; gap: 20px; padding: 20px; align-items: start }
    img { border-radius: 12px; box-shadow: 0 1px 2px #0002, 0 8px 28px #0003; height: 520px; object-fit: cover; object-position: top left }
  </style>${[page, raised, call].map((png) => `<img alt="" src="data:image/png;base64,${png}">`).join('')}`);
  await sheet.screenshot({ path: PICTURE });
  console.log(`${PICTURE} is new.`);
} finally {
  await browser.close();
}
