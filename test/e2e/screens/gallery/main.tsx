/** One screen in one situation, named in the address: ?situation=live&surface=panel&lang=ar or ?welcome=denied. */
import type { Microphone } from '../../../../src/call/state.ts';
import type { askSwitchboard } from '../../../../src/messages/send.ts';
import { mountScreen } from '../../../../src/ui/mountScreen.tsx';
import { PhoneScreen } from '../../../../src/ui/PhoneScreen.tsx';
import { createScreenModel } from '../../../../src/ui/screenModel.ts';
import { createWelcomeModel } from '../../../../src/ui/welcomeModel.ts';
import { WelcomeScreen } from '../../../../src/ui/WelcomeScreen.tsx';
import { language } from './i18n.ts';
import { SITUATIONS, type Situation, type SituationName } from './situations.ts';
import '../../../../src/ui/look.css';

const asked = new URLSearchParams(location.search);
const sent: unknown[] = [];
Object.assign(globalThis, { sent });

function fakeAsk(situation: Situation): typeof askSwitchboard {
  const values: Record<string, unknown> = {
    getState: situation.state,
    getAccount: situation.account,
    getRecentCalls: situation.recents,
    getSite: situation.site,
  };
  const ask = async (request: { readonly type: string }) => {
    sent.push(request);
    const acts = request.type === 'command' || request.type === 'signIn';
    if (situation.refuse && acts) return { ok: false, failure: situation.refuse };
    return { ok: true, value: values[request.type] ?? null };
  };
  return ask as unknown as typeof askSwitchboard;
}

function showPhone(situation: Situation): void {
  const popup = asked.get('surface') !== 'panel';
  document.body.className = popup ? 'popup' : 'panel';
  const model = createScreenModel(
    {
      ask: fakeAsk(situation),
      onSnapshot: () => undefined,
      openWelcome: () => undefined,
      ...(popup && {
        openSidePanel: () => undefined,
        currentTabOrigin: async () => situation.site?.origin ?? null,
        requestSitePermission: async () => true,
      }),
    },
    new AbortController().signal,
  );
  mountScreen(<PhoneScreen model={model} />, document.getElementById('screen'), language);
}

function showWelcome(known: Microphone | 'asking'): void {
  document.body.className = 'welcomePage';
  const never = new Promise<Microphone>(() => undefined);
  const model = createWelcomeModel({
    ask: fakeAsk(SITUATIONS.ready),
    readMicrophone: async () => (known === 'asking' ? 'unknown' : known),
    requestMicrophone: () => never,
  });
  if (known === 'asking') void model.request();
  mountScreen(<WelcomeScreen model={model} />, document.getElementById('screen'), language);
}

const welcome = asked.get('welcome');
if (welcome) showWelcome(welcome as Microphone);
else showPhone(SITUATIONS[(asked.get('situation') ?? 'ready') as SituationName]);
