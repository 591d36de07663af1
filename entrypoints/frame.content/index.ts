/** The door to the frames of a CRM's page: light, and brings the page room in where there could be a number. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { askSwitchboard } from '../../src/messages/send.ts';
import { scoutFrame } from '../../src/page/scout.ts';
import { moveIn } from '../../src/page/tenancy.ts';

export default defineContentScript({
  matches: [],
  registration: 'runtime',
  runAt: 'document_idle',
  allFrames: true,
  matchAboutBlank: true,
  noScriptStartedPostMessage: true,
  main(ctx) {
    // The page itself has the page room already.
    if (window === window.top) return;
    const bring = async () => (await askSwitchboard({ type: 'readFrame' })).ok;
    scoutFrame({ bring }, moveIn(ctx.signal));
  },
});
