/** The door of the background: starts the switchboard, in the worker's first turn. */
import { defineBackground } from 'wxt/utils/define-background';
import { startSwitchboard } from '../src/background/switchboard.ts';

export default defineBackground({
  type: 'module',
  main() {
    startSwitchboard();
  },
});
