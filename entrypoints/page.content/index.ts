/** The door to a CRM's page: registered at run time, for the sites on which somebody turned Offhook on. */
import './style.css';
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { CallId } from '../../src/call/state.ts';
import { askSwitchboard } from '../../src/messages/send.ts';
import type { E164 } from '../../src/numbers/e164.ts';
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
    const ask = (raised: Raised, atOnce: boolean) =>
      askSwitchboard({ type: 'raiseFromPage', raised, atOnce });
    const cancel = (callId: CallId) => void askSwitchboard({ type: 'cancelFromPage', callId });
    const zonesOf = async (e164: E164) => {
      const reply = await askSwitchboard({ type: 'getTimeZones', e164 });
      return reply.ok ? reply.value : [];
    };
    const remember = (said: Said) => void askSwitchboard(said);
    const answers = { ask, cancel, zonesOf, remember, isAlive };
    startPage({ words: cardWords(), settings: settings.value, ...answers }, signal);
  },
});
