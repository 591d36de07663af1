/** Runs in Chromium: the SIP phone with a customer's phone as its far side, both real, both in this page. */
import type { SipCredentials } from '../../../src/accounts/credentials.ts';
import { newCallId } from '../../../src/call/callId.ts';
import type { PhoneEvent } from '../../../src/call/event.ts';
import type { CallId } from '../../../src/call/state.ts';
import { toE164 } from '../../../src/numbers/e164.ts';
import { type ContractLine, NUMBERS } from '../../../src/phones/contractRig.ts';
import { openSipPhone } from '../../../src/phones/sip/sipPhone.ts';
import {
  movedFromOutside,
  openMicrophone,
  outcomeOf,
  rest,
  untilReady,
  type Watched,
  watch,
} from './watched.ts';

export type Users = { readonly agent: SipCredentials; readonly customer: SipCredentials };

const watchSip = (credentials: SipCredentials) => watch((context) => openSipPhone(credentials, context));

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

async function openLine(users: Users, wrongPassword: boolean) {
  const microphone = await openMicrophone();
  const password = wrongPassword ? `not ${users.agent.password}` : users.agent.password;
  const agent = await watchSip({ ...users.agent, password });
  const customer = await watchSip(users.customer);
  await untilReady(customer);
  return { agent, customer, microphone };
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
  return outcomeOf(
    index,
    async ({ wrongPassword = false } = {}) => {
      const password = wrongPassword ? `not ${credentials.password}` : credentials.password;
      const agent = await watchSip({ ...credentials, password });
      opened.push(agent);
      return { ...agent, microphone: await openMicrophone(), settle: rest, far: movedFromOutside };
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
}
globalThis.contractPage = offered;
