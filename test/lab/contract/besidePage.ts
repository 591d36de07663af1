/** Runs in Chromium: a SIP phone and the Plivo phone on its real SDK, opened in one page as the host opens them. */
import type { Credentials, PlivoCredentials, SipCredentials } from '../../../src/accounts/credentials.ts';
import { newCallId } from '../../../src/call/callId.ts';
import type { PhoneEvent } from '../../../src/call/event.ts';
import { NUMBERS, remoteTo } from '../../../src/phones/contractRig.ts';
import { openPhone } from '../../../src/phones/openPhone.ts';
import { openMicrophone, untilReady, type Watched, watch } from './watched.ts';

const connections: RTCPeerConnection[] = [];
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

const open = (credentials: Credentials) => watch((context) => openPhone(credentials, context));

/** Audio packets that the newest call has had from the far side. */
async function packetsReceived(): Promise<number> {
  const stats = [...((await connections.at(-1)?.getStats()) ?? [])].map(([, entry]) => entry);
  return stats
    .filter(({ type }) => type === 'inbound-rtp')
    .reduce((sum, one) => sum + one.packetsReceived, 0);
}

async function openBoth(sip: SipCredentials, plivo: PlivoCredentials) {
  const microphone = await openMicrophone();
  const lines = { sip: await open(sip), plivo: await open(plivo) };
  await untilReady(lines.sip);
  await untilReady(lines.plivo);
  const eventsSince = (line: Watched, from: number, type: PhoneEvent['type']) =>
    line.until(type, (event) => event.type === type && line.reported.indexOf(event) >= from);

  return {
    /** A call on this line with sound in it, from dialling to its end. */
    async call(which: keyof typeof lines): Promise<void> {
      const line = lines[which];
      const from = line.reported.length;
      const callId = newCallId();
      line.phone.dial(callId, remoteTo(NUMBERS.answers), microphone);
      await eventsSince(line, from, 'callAnswered');
      while ((await packetsReceived()) < 20) await new Promise((resolve) => setTimeout(resolve, 50));
      line.phone.hangUp(callId);
      await eventsSince(line, from, 'callEnded');
    },
    reportedBySip: () => lines.sip.reported.length,
    sipAgain: (from: number) => eventsSince(lines.sip, from, 'lineReady').then(() => undefined),
    /** The name of what one more SIP account is refused with; null: it was opened. */
    openMore: (more: SipCredentials): Promise<string | null> =>
      open(more).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      ),
    close: () => Promise.all(Object.values(lines).map(({ phone }) => phone.dispose())),
  };
}

const offered = { openBoth };

declare global {
  var besidePage: typeof offered;
}
Object.assign(globalThis, { besidePage: offered, contractPage: offered });
