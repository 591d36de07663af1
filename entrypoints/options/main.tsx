/** The options page's door: a tab with everything that can be set, what the organisation has set, and the doctor. */
import { browser } from 'wxt/browser';
import { onAnnouncement } from '../../src/messages/receive.ts';
import { askSwitchboard } from '../../src/messages/send.ts';
import { createDoctorModel } from '../../src/ui/doctor/doctorModel.ts';
import { findMicrophone, listDevices } from '../../src/ui/microphone.ts';
import { followTheme, mountScreen } from '../../src/ui/mountScreen.tsx';
import { OptionsScreen } from '../../src/ui/options/OptionsScreen.tsx';
import { createOptionsModel } from '../../src/ui/options/optionsModel.ts';
import { createScreenModel } from '../../src/ui/screenModel.ts';
import { machine, openTab, requestSitePermission, versions } from './doors.ts';
import '../../src/ui/look.css';

const options = createOptionsModel({
  ask: askSwitchboard,
  listDevices,
  requestSitePermission,
  ...(import.meta.env.CHROME && { openShortcuts: () => openTab('chrome://extensions/shortcuts') }),
});
const phone = createScreenModel(
  {
    ask: askSwitchboard,
    onSnapshot: (handler, signal) => onAnnouncement(({ state }) => handler(state), signal),
    openWelcome: () => openTab('/welcome.html'),
  },
  new AbortController().signal,
);
const copy = (text: string) => navigator.clipboard.writeText(text);
const doctor = createDoctorModel({ ask: askSwitchboard, findMicrophone, listDevices, versions, copy });

followTheme(options.view);
mountScreen(
  <OptionsScreen models={{ options, phone, doctor, machine }} />,
  document.getElementById('screen'),
  {
    tag: browser.i18n.getMessage('@@ui_locale'),
    direction: browser.i18n.getMessage('@@bidi_dir'),
  },
);
