/** One screen in one situation, named in the address: ?situation=live&surface=panel&lang=ar ?welcome=denied or ?check=failures. */
import { effect } from '@preact/signals';
import type { Microphone } from '../../../../src/call/state.ts';
import { CheckScreen } from '../../../../src/ui/CheckScreen.tsx';
import { createCheckModel } from '../../../../src/ui/checkModel.ts';
import { createFakeWire, type FakeWire } from '../../../../src/ui/fakeWire.ts';
import { NOTHING_SET } from '../../../../src/ui/goodDay.ts';
import { mountScreen } from '../../../../src/ui/mountScreen.tsx';
import { PhoneScreen } from '../../../../src/ui/PhoneScreen.tsx';
import { createScreenModel } from '../../../../src/ui/screenModel.ts';
import { WelcomeScreen } from '../../../../src/ui/WelcomeScreen.tsx';
import { createWelcomeModel } from '../../../../src/ui/welcomeModel.ts';
import { CHECKS, type CheckSituationName } from './checks.ts';
import { language } from './i18n.ts';
import { SITUATIONS, type Situation, type SituationName } from './situations.ts';
import '../../../../src/ui/look.css';

const asked = new URLSearchParams(location.search);

function wireOf({ state, accounts, recents, site, refuse, offer }: Situation): FakeWire {
  return createFakeWire({
    getState: { ok: true, value: state },
    getAccounts: { ok: true, value: accounts },
    getSettings: { ok: true, value: NOTHING_SET },
    getRecentCalls: { ok: true, value: recents },
    ...(site && { getSite: { ok: true, value: site }, setSite: { ok: true, value: site } }),
    ...(offer && { getSignInOffer: { ok: true, value: offer } }),
    ...(refuse && !offer && { getSignInOffer: { ok: false, failure: refuse } }),
    ...(refuse && { command: { ok: false, failure: refuse }, signIn: { ok: false, failure: refuse } }),
  });
}

function showPhone(situation: Situation): void {
  const popup = asked.get('surface') !== 'panel';
  document.body.className = popup ? 'popup' : 'panel';
  const model = createScreenModel(
    {
      ...wireOf(situation),
      openWelcome: () => undefined,
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

function showCheck(name: CheckSituationName): void {
  document.body.className = 'optionsPage';
  const { answers, microphone, waits } = CHECKS[name];
  const { ask } = createFakeWire(answers);
  const asks = (request: Parameters<typeof ask>[0]) =>
    request.type === waits ? new Promise(() => undefined) : ask(request);
  const model = createCheckModel({
    ask: asks as typeof ask,
    findMicrophone: async () => microphone,
    copy: async () => undefined,
  });
  if (name !== 'idle') void model.run();
  mountScreen(<CheckScreen model={model} />, document.getElementById('screen'), language);
}

const check = asked.get('check');
const welcome = asked.get('welcome');
if (check) showCheck(check as CheckSituationName);
else if (welcome) showWelcome(welcome as Microphone);
else showPhone(SITUATIONS[(asked.get('situation') ?? 'ready') as SituationName]);
