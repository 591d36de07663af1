/** Runs in Chromium: one SIP phone, dialled and renewed from outside the page. */
import type { Credentials, SipCredentials } from '../../src/accounts/credentials.ts';
import { newCallId } from '../../src/call/callId.ts';
import type { PhoneEvent } from '../../src/call/event.ts';
import { dialledIn } from '../../src/numbers/atHome.ts';
import { toE164 } from '../../src/numbers/e164.ts';
import { openSipPhone } from '../../src/phones/sip/sipPhone.ts';
import { openMicrophone, watch } from './contract/watched.ts';

async function open(credentials: SipCredentials) {
  const microphone = await openMicrophone();
  const watched = await watch((context) =>
    openSipPhone(credentials, { ...context, renew: () => globalThis.renewFromOutside() }, { dialledIn }),
  );
  watched.phone.connect();
  return {
    until: (type: PhoneEvent['type']) => watched.until(type, (event) => event.type === type),
    types: () => watched.reported.map(({ type }) => type),
    dial(number: string, callerId?: string) {
      const e164 = toE164(number);
      const shown = toE164(callerId);
      watched.phone.dial(
        newCallId(),
        { e164, display: number },
        microphone,
        shown ? { callerId: shown } : {},
      );
    },
    dispose: () => watched.phone.dispose(),
  };
}

const page = { open };

declare global {
  var siperbPage: typeof page;
  var renewFromOutside: () => Promise<Credentials>;
}
// `contractPage` is what the lab's Chromium waits for.
Object.assign(globalThis, { siperbPage: page, contractPage: page });
