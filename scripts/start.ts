/** `npm start`: the demo in a window; without a display or with --once, unattended with its evidence. */
import { runUnattended } from '../demo/unattended.ts';
import { runWindow } from '../demo/window.ts';

const unattended =
  process.argv.includes('--once') ||
  (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY);

try {
  await (unattended ? runUnattended(console.log) : runWindow(console.log));
  if (unattended) console.log('The whole path worked. Pictures are in out/.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
