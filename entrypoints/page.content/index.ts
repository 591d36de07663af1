/** The door to a CRM's page: registered at run time, for the sites on which somebody turned Offhook on. */
import './style.css';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { askSwitchboard } from '../../src/messages/send.ts';
import type { Said } from '../../src/page/said.ts';
import { startPage } from '../../src/page/startPage.ts';
import type { Raised } from '../../src/page/target.ts';
import { moveIn } from '../../src/page/tenancy.ts';
import { cardWords } from './cardWords.ts';

export default defineContentScript({
  matches: [],
  registration: 'runtime',
  runAt: 'document_idle',
  allFrames: true,
  matchAboutBlank: true,
  noScriptStartedPostMessage: true,
  async main(ctx) {
    const signal = moveIn(ctx.signal);
    const settings = await askSwitchboard({ type: 'getPageSettings' });
    if (!settings.ok || signal.aborted) return;
    const isAlive = () => ctx.isValid;
    // Until the page room can tell what the eye sees, no click is one that may dial.
    const ask = (raised: Raised) => askSwitchboard({ type: 'raiseFromPage', raised, atOnce: false });
    const remember = (said: Said) => void askSwitchboard(said);
    startPage({ words: cardWords(), settings: settings.value, ask, remember, isAlive }, signal);
  },
});
