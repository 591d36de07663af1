/** One screen in one situation, named in the address: ?situation=live&surface=panel&lang=ar ?welcome=denied, ?options=managed or ?check=failures. */
import { effect } from '@preact/signals';
import type { Microphone } from '../../../../src/call/state.ts';
import type { SwitchboardRequest } from '../../../../src/messages/protocol.ts';
import { createDoctorModel } from '../../../../src/ui/doctor/doctorModel.ts';
import { createFakeWire, type FakeAnswers, type FakeWire } from '../../../../src/ui/fakeWire.ts';
import { NOTHING_SET } from '../../../../src/ui/goodDay.ts';
import { followTheme, mountScreen } from '../../../../src/ui/mountScreen.tsx';
import type { Machine } from '../../../../src/ui/options/machine.ts';
import { OptionsScreen } from '../../../../src/ui/options/OptionsScreen.tsx';
import { createOptionsModel } from '../../../../src/ui/options/optionsModel.ts';
import { PhoneScreen } from '../../../../src/ui/PhoneScreen.tsx';
import { createScreenModel } from '../../../../src/ui/screenModel.ts';
import type { SoundDevice, SoundDoors } from '../../../../src/ui/sound/soundDoors.ts';
import { WelcomeScreen } from '../../../../src/ui/WelcomeScreen.tsx';
import { createWelcomeModel } from '../../../../src/ui/welcomeModel.ts';
import { CHECKS, type CheckSituation, type CheckSituationName } from './checks.ts';
import { language } from './i18n.ts';
import { DEVICES, OPTIONS, type OptionsSituation, type OptionsSituationName } from './options.ts';
import { SITUATIONS, type Situation, type SituationName } from './situations.ts';
import '../../../../src/ui/look.css';

const asked = new URLSearchParams(location.search);

function answersOf(situation: Situation): FakeAnswers {
  const { state, accounts, recents, site, refuse, offer, devices, seconds = [], settings } = situation;
  const view = { ok: true as const, value: settings ?? NOTHING_SET };
  return {
    getState: { ok: true, value: state },
    getAccounts: { ok: true, value: accounts },
    getSettings: view,
    changePhoneSettings: view,
    getRecentCalls: { ok: true, value: recents },
    searchCalls: foundBy(situation),
    getQuality: { ok: true, value: seconds },
    getTimeZones: { ok: true, value: ['Europe/Stockholm'] },
    ...(devices && { getSiperbDevices: { ok: true, value: devices } }),
    ...(site && { getSite: { ok: true, value: site }, setSite: { ok: true, value: site } }),
    ...(offer && { getSignInOffer: { ok: true, value: offer } }),
    ...(refuse && !offer && { getSignInOffer: { ok: false, failure: refuse } }),
    ...(refuse && { command: { ok: false, failure: refuse }, signIn: { ok: false, failure: refuse } }),
  };
}

function foundBy({ found, recents }: Situation): NonNullable<FakeAnswers['searchCalls']> {
  if (found === undefined || found === 'waits') return { ok: true, value: recents };
  return 'code' in found ? { ok: false, failure: found } : { ok: true, value: found };
}

/** Devices that are always plugged in, and a microphone into which somebody speaks. */
const soundOf = (devices: readonly SoundDevice[]): SoundDoors => ({
  listDevices: async () => devices,
  onDevicesChanged: () => undefined,
  openMeter: async (_, onLevel) => onLevel(0.6),
  playTone: async () => undefined,
});

const machineWith = (devices: readonly SoundDevice[]): Machine => ({
  loadSound: async () => soundOf(devices),
  listShortcuts: async () => [
    { name: 'mute', does: 'Mute or unmute', keys: 'Ctrl+Shift+8' },
    { name: 'answer-or-hang-up', does: 'Answer or hang up', keys: '' },
  ],
  connectHeadset: async () => 'Jabra Evolve2 65',
  takeTelLinks: () => undefined,
});

function wireOf(situation: Situation) {
  const wire = createFakeWire(answersOf(situation));
  // What the rig looks at: what the screen has asked for.
  Object.assign(globalThis, { asked: wire.asked });
  return situation.found === 'waits' ? { ...wire, ask: withoutAnswer(wire.ask, 'searchCalls') } : wire;
}

/** One kind of request is asked and never answered. */
function withoutAnswer(ask: FakeWire['ask'], waits: SwitchboardRequest['type'] | undefined): FakeWire['ask'] {
  return ((request: SwitchboardRequest) =>
    request.type === waits ? new Promise(() => undefined) : ask(request as never)) as FakeWire['ask'];
}

function showPhone(situation: Situation): void {
  const popup = asked.get('surface') !== 'panel';
  document.body.className = popup ? 'popup' : 'panel';
  const model = createScreenModel(
    {
      ...wireOf(situation),
      openWelcome: () => undefined,
      loadSound: async () => soundOf(DEVICES),
      ...(popup && {
        openSidePanel: () => undefined,
        currentTabOrigin: async () => situation.site?.origin ?? null,
        requestSitePermission: async () => true,
      }),
    },
    new AbortController().signal,
  );
  effect(() => {
    // What the rig waits for: numbers are written as people read them, and the account is known.
    if (model.numbers.value && model.account.value !== undefined)
      Object.assign(globalThis, { numbersReady: true });
  });
  mountScreen(<PhoneScreen model={model} />, document.getElementById('screen'), language);
}

function showWelcome(known: Microphone | 'asking'): void {
  document.body.className = 'welcomePage';
  const never = new Promise<Microphone>(() => undefined);
  const model = createWelcomeModel({
    ask: wireOf(SITUATIONS.ready).ask,
    readMicrophone: async () => (known === 'asking' ? 'unknown' : known),
    requestMicrophone: () => never,
  });
  if (known === 'asking') void model.request();
  mountScreen(<WelcomeScreen model={model} />, document.getElementById('screen'), language);
}

const NOT_CHECKED: CheckSituation = { answers: {}, microphone: 'granted' };

/** The whole options page; `check`: how far the doctor got. */
function showOptions(
  { view, sites, devices, situation }: OptionsSituation,
  check?: CheckSituationName,
): void {
  document.body.className = 'optionsPage';
  const { answers, microphone, waits }: CheckSituation = check ? CHECKS[check] : NOT_CHECKED;
  const wire = createFakeWire({
    ...answersOf(situation),
    ...answers,
    getSettings: { ok: true, value: view },
    getSites: { ok: true, value: sites },
  });
  const ask = withoutAnswer(wire.ask, waits);
  const options = createOptionsModel({
    ask,
    listDevices: async () => devices,
    requestSitePermission: async () => true,
    openShortcuts: () => undefined,
  });
  const phone = createScreenModel(
    { ask, onSnapshot: wire.onSnapshot, openWelcome: () => undefined },
    new AbortController().signal,
  );
  const doctor = createDoctorModel({
    ask,
    listDevices: async () => devices,
    versions: async () => ({ product: 'Offhook 0.3.0', browser: 'Chromium 156', system: 'Linux' }),
    findMicrophone: async () => microphone,
    copy: async () => undefined,
  });
  if (check && check !== 'idle') void doctor.run();
  followTheme(options.view);
  mountScreen(
    <OptionsScreen models={{ options, phone, doctor, machine: machineWith(devices) }} />,
    document.getElementById('screen'),
    language,
  );
}

const check = asked.get('check');
const options = asked.get('options');
const welcome = asked.get('welcome');
if (options) showOptions(OPTIONS[options as OptionsSituationName]);
else if (check) showOptions(OPTIONS.nothingSet, check as CheckSituationName);
else if (welcome) showWelcome(welcome as Microphone);
else showPhone(SITUATIONS[(asked.get('situation') ?? 'ready') as SituationName]);
