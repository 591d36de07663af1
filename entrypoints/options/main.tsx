/** The options page's door: a tab with the checks of the set-up. */
import { browser } from 'wxt/browser';
import { askSwitchboard } from '../../src/messages/send.ts';
import { CheckScreen } from '../../src/ui/CheckScreen.tsx';
import { createCheckModel } from '../../src/ui/checkModel.ts';
import { findMicrophone } from '../../src/ui/microphone.ts';
import { mountScreen } from '../../src/ui/mountScreen.tsx';
import '../../src/ui/look.css';

const model = createCheckModel({
  ask: askSwitchboard,
  findMicrophone,
  copy: (text) => navigator.clipboard.writeText(text),
});

mountScreen(<CheckScreen model={model} />, document.getElementById('screen'), {
  tag: browser.i18n.getMessage('@@ui_locale'),
  direction: browser.i18n.getMessage('@@bidi_dir'),
});
