/** The welcome page's door: a tab, because only a tab can make the browser ask for the microphone. */
import { browser } from 'wxt/browser';
import { askSwitchboard } from '../../src/messages/send.ts';
import { readMicrophone, requestMicrophone } from '../../src/ui/microphone.ts';
import { mountScreen } from '../../src/ui/mountScreen.tsx';
import { WelcomeScreen } from '../../src/ui/WelcomeScreen.tsx';
import { createWelcomeModel } from '../../src/ui/welcomeModel.ts';
import '../../src/ui/look.css';

const model = createWelcomeModel({ ask: askSwitchboard, readMicrophone, requestMicrophone });

mountScreen(<WelcomeScreen model={model} />, document.getElementById('screen'), {
  tag: browser.i18n.getMessage('@@ui_locale'),
  direction: browser.i18n.getMessage('@@bidi_dir'),
});
