/** The side panel's door: the same phone, staying open beside the CRM. It speaks of no site: tabs come and go under it. */
import { browser } from 'wxt/browser';
import { onAnnouncement } from '../../src/messages/receive.ts';
import { askSwitchboard } from '../../src/messages/send.ts';
import { followTheme, mountScreen } from '../../src/ui/mountScreen.tsx';
import { PhoneScreen } from '../../src/ui/PhoneScreen.tsx';
import { createScreenModel } from '../../src/ui/screenModel.ts';
import '../../src/ui/look.css';

const model = createScreenModel(
  {
    ask: askSwitchboard,
    loadSound: async () => (await import('../../src/ui/sound/browserSound.ts')).browserSound,
    onSnapshot: (handler, signal) => onAnnouncement(({ state }) => handler(state), signal),
    openWelcome: () => void browser.tabs.create({ url: '/welcome.html' }),
  },
  new AbortController().signal,
);

followTheme(model.settings);
mountScreen(<PhoneScreen model={model} />, document.getElementById('screen'), {
  tag: browser.i18n.getMessage('@@ui_locale'),
  direction: browser.i18n.getMessage('@@bidi_dir'),
});
