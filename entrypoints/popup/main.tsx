/** The popup's door: the phone under the toolbar button, with the site of the tab below it. */
import { browser } from 'wxt/browser';
import { openPanelOf } from '../../src/background/browserDoors.ts';
import { onAnnouncement } from '../../src/messages/receive.ts';
import { askSwitchboard } from '../../src/messages/send.ts';
import { followTheme, mountScreen } from '../../src/ui/mountScreen.tsx';
import { PhoneScreen } from '../../src/ui/PhoneScreen.tsx';
import { createScreenModel } from '../../src/ui/screenModel.ts';
import '../../src/ui/look.css';

let windowId: number | undefined;
const currentTab = browser.tabs.query({ active: true, currentWindow: true }).then(([tab]) => {
  windowId = tab?.windowId;
  return tab;
});

const model = createScreenModel(
  {
    ask: askSwitchboard,
    loadSound: async () => (await import('../../src/ui/sound/browserSound.ts')).browserSound,
    onSnapshot: (handler, signal) => onAnnouncement(({ state }) => handler(state), signal),
    openWelcome: () => void browser.tabs.create({ url: '/welcome.html' }).then(() => window.close()),
    openSidePanel: () => {
      if (windowId === undefined) return;
      void openPanelOf(windowId).then(() => window.close());
    },
    currentTabOrigin: async () => {
      const url = (await currentTab)?.url ?? '';
      return /^https?:/.test(url) ? new URL(url).origin : null;
    },
    requestSitePermission: (pattern) => browser.permissions.request({ origins: [pattern] }),
  },
  new AbortController().signal,
);

followTheme(model.settings);
mountScreen(<PhoneScreen model={model} />, document.getElementById('screen'), {
  tag: browser.i18n.getMessage('@@ui_locale'),
  direction: browser.i18n.getMessage('@@bidi_dir'),
});
