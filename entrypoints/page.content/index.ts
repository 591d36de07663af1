/** The door to a CRM's page: registered at run time, for the sites on which somebody turned Offhook on. */
import './style.css';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { i18n } from '#i18n';
import { askSwitchboard } from '../../src/messages/send.ts';
import type { CardWords } from '../../src/page/cardContent.ts';
import { startPage } from '../../src/page/startPage.ts';
import type { Raised } from '../../src/page/target.ts';
import { moveIn } from '../../src/page/tenancy.ts';

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
    const ask = (raised: Raised) => askSwitchboard({ type: 'raiseFromPage', raised });
    startPage({ words: cardWords(), settings: settings.value, ask, isAlive }, signal);
  },
});

function cardWords(): CardWords {
  return {
    label: i18n.t('card_label'),
    call: i18n.t('card_call'),
    copy: i18n.t('card_copy'),
    copied: i18n.t('card_copied'),
    raised: i18n.t('card_raised'),
    failed: i18n.t('failure_unknown'),
    extension: (digits) => i18n.t('card_extension', [digits]),
    why: (source, country) => i18n.t(`card_why_${source}`, [country]),
  };
}
