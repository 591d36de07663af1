/** Runs in Chromium: the Plivo phone on the real SDK. One life a page, because the SDK has no more than one. */
import type { PlivoCredentials } from '../../../src/accounts/credentials.ts';
import { newCallId } from '../../../src/call/callId.ts';
import type { PhoneEvent } from '../../../src/call/event.ts';
import type { CallId } from '../../../src/call/state.ts';
import { remoteTo } from '../../../src/phones/contractRig.ts';
import { openPlivoPhone } from '../../../src/phones/plivo/plivoPhone.ts';
import { movedFromOutside, openMicrophone, outcomeOf, rest, type Watched, watch } from './watched.ts';

const fresh: string[] = [];
const connections: RTCPeerConnection[] = [];
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

const watchPlivo = (credentials: PlivoCredentials) =>
  watch((context) =>
    openPlivoPhone(credentials, {
      ...context,
      renew: async () => globalThis.renewToken(),
      needFreshDocument: () => void fresh.push('needed'),
    }),
  );

/** Changes one character of the token's signature. */
const spoil = (token: string) => token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA');

/** Runs one case of the contract; `null` or what went wrong. */
async function runCase(index: number, credentials: PlivoCredentials): Promise<string | null> {
  const opened: Watched[] = [];
  return outcomeOf(
    index,
    async ({ wrongPassword = false } = {}) => {
      const token = wrongPassword ? spoil(credentials.token) : credentials.token;
      const agent = await watchPlivo({ ...credentials, token });
      opened.push(agent);
      return { ...agent, microphone: await openMicrophone(), settle: rest, far: movedFromOutside };
    },
    opened,
  );
}

/** For tests of what the SDK does wrong. */
async function openAgent(credentials: PlivoCredentials) {
  const microphone = await openMicrophone();
  const agent = await watchPlivo(credentials);
  const senders = () => connections.at(-1)?.getSenders() ?? [];
  return {
    ...agent,
    microphone,
    rest,
    /** How often a fresh document was asked for. */
    fresh,
    dial(number: string): CallId {
      const callId = newCallId();
      agent.phone.dial(callId, remoteTo(number), microphone);
      return callId;
    },
    /** Whom the newest call asks for its public address. */
    stunServers: () => (connections.at(-1)?.getConfiguration().iceServers ?? []).flatMap(({ urls }) => urls),
    /** Whether the newest call sends what the microphone hears. */
    sendsMicrophone: () =>
      senders().some(({ track }) => track?.enabled === true && track.readyState === 'live'),
    /** Audio packets of the newest call so far. */
    async packets() {
      const stats = [...((await connections.at(-1)?.getStats()) ?? [])].map(([, entry]) => entry);
      const sum = (type: string, field: string) =>
        stats.filter((entry) => entry.type === type).reduce((all, entry) => all + entry[field], 0);
      return { sent: sum('outbound-rtp', 'packetsSent'), received: sum('inbound-rtp', 'packetsReceived') };
    },
    eventOf: (callId: CallId, type: PhoneEvent['type']) =>
      agent.until(type, (event) => event.type === type && 'callId' in event && event.callId === callId),
  };
}

export type Agent = Awaited<ReturnType<typeof openAgent>>;

const offered = { runCase, openAgent };

declare global {
  var plivoPage: typeof offered;
  var renewToken: () => Promise<PlivoCredentials>;
}
Object.assign(globalThis, { plivoPage: offered, contractPage: offered });
