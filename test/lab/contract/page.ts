/** Runs in Chromium: the SIP phone with a customer's phone as its far side, both real, both in this page. */
import type { SipCredentials } from '../../../src/accounts/credentials.ts';
import { newCallId } from '../../../src/call/callId.ts';
import type { PhoneEvent } from '../../../src/call/event.ts';
import type { CallId } from '../../../src/call/state.ts';
import { toE164 } from '../../../src/numbers/e164.ts';
import { type ContractLine, type ContractRig, NUMBERS } from '../../../src/phones/contractRig.ts';
import { phoneContract } from '../../../src/phones/phone.contract.ts';
import type { Phone } from '../../../src/phones/phone.ts';
import { openSipPhone } from '../../../src/phones/sip/sipPhone.ts';

export type Users = { readonly agent: SipCredentials; readonly customer: SipCredentials };

const PATIENCE_MS = 20_000;
const REST_MS = 700;

type Watched = {
  readonly phone: Phone;
  readonly reported: PhoneEvent[];
  readonly heard: MediaStream[];
  until(description: string, fits: (event: PhoneEvent) => boolean): Promise<PhoneEvent>;
};

function watch(credentials: SipCredentials): Watched {
  const reported: PhoneEvent[] = [];
  const heard: MediaStream[] = [];
  const waiting = new Set<() => void>();
  const phone = openSipPhone(credentials, {
    report(event) {
      reported.push(event);
      for (const look of [...waiting]) look();
    },
    playRemote: (_callId, stream) => void heard.push(stream),
  });
  return {
    phone,
    reported,
    heard,
    until: (description, fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`never reported: ${description}; reported: ${JSON.stringify(reported)}`));
        }, PATIENCE_MS);
        const look = () => {
          const found = reported.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

const untilReady = async ({ phone, until }: Watched) => {
  phone.connect();
  await until('lineReady', ({ type }) => type === 'lineReady');
};

/** The customer: takes the newest call, hangs it up, or calls the agent. */
function farSide(customer: Watched, agentUser: string, microphone: MediaStream): ContractLine['far'] {
  let current: CallId | null = null;
  return {
    async answer() {
      const offer = await customer.until('callOffered', (e) => e.type === 'callOffered');
      if (offer.type !== 'callOffered') return;
      current = offer.callId;
      customer.phone.answer(current, microphone);
      await customer.until('callAnswered', (e) => e.type === 'callAnswered' && e.callId === current);
    },
    hangUp: () => void (current && customer.phone.hangUp(current)),
    async call() {
      current = newCallId();
      customer.phone.dial(current, { e164: null, display: agentUser }, microphone);
    },
  };
}

const microphoneOf = () => navigator.mediaDevices.getUserMedia({ audio: true });

async function openLine(users: Users, wrongPassword: boolean) {
  const microphone = await microphoneOf();
  const password = wrongPassword ? `not ${users.agent.password}` : users.agent.password;
  const agent = watch({ ...users.agent, password });
  const customer = watch(users.customer);
  await untilReady(customer);
  return { agent, customer, microphone };
}

const rest = () => new Promise<void>((resolve) => setTimeout(resolve, REST_MS));

async function outcomeOf(index: number, open: ContractRig['open'], opened: readonly Watched[]) {
  try {
    await phoneContract[index]?.run({ open });
    return null;
  } catch (error) {
    return String(error);
  } finally {
    await Promise.all(opened.map(({ phone }) => phone.dispose()));
  }
}

/** Runs one case of the contract; `null` or what went wrong. */
async function runCase(index: number, users: Users): Promise<string | null> {
  const opened: Watched[] = [];
  return outcomeOf(
    index,
    async ({ wrongPassword = false } = {}) => {
      const { agent, customer, microphone } = await openLine(users, wrongPassword);
      opened.push(agent, customer);
      return { ...agent, microphone, settle: rest, far: farSide(customer, users.agent.user, microphone) };
    },
    opened,
  );
}

/** The same with a far side that answers by itself and is moved from outside the page, through `moveFarSide`. */
async function runLabCase(index: number, credentials: SipCredentials): Promise<string | null> {
  const opened: Watched[] = [];
  const far = {
    answer: () => {},
    hangUp: () => globalThis.moveFarSide('hangUp'),
    call: () => globalThis.moveFarSide('call'),
  };
  return outcomeOf(
    index,
    async ({ wrongPassword = false } = {}) => {
      const password = wrongPassword ? `not ${credentials.password}` : credentials.password;
      const agent = watch({ ...credentials, password });
      opened.push(agent);
      return { ...agent, microphone: await microphoneOf(), settle: rest, far };
    },
    opened,
  );
}

/** For tests that break the network under a phone. */
async function openAgent(users: Users) {
  const { agent, customer, microphone } = await openLine(users, false);
  const far = farSide(customer, users.agent.user, microphone);
  await untilReady(agent);
  const { phone } = agent;
  const eventOf = (callId: CallId, type: PhoneEvent['type']) =>
    agent.until(type, (event) => event.type === type && 'callId' in event && event.callId === callId);
  return {
    ...agent,
    far,
    customer,
    dial(number: string, extension?: string): CallId {
      const callId = newCallId();
      const e164 = toE164(number);
      phone.dial(callId, { e164, display: number, ...(extension ? { extension } : {}) }, microphone);
      return callId;
    },
    eventOf,
    async live(): Promise<CallId> {
      const callId = this.dial(NUMBERS.answers);
      await eventOf(callId, 'callRinging');
      await far.answer();
      await eventOf(callId, 'callAnswered');
      return callId;
    },
  };
}

const offered = { runCase, runLabCase, openAgent };

declare global {
  var contractPage: typeof offered;
  var moveFarSide: (move: 'hangUp' | 'call') => Promise<void>;
}
globalThis.contractPage = offered;
