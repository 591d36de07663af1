/** What tests of the Plivo phone share: the page with the real SDK, its far side, and our server as the page sees it. */
import type { JSHandle, Page } from 'playwright-core';
import type { PlivoCredentials } from '../../../src/accounts/credentials.ts';
import type { PhoneEvent } from '../../../src/call/event.ts';
import type { CallId } from '../../../src/call/state.ts';
import { NUMBERS } from '../../../src/phones/contractRig.ts';
import { type PlivoLab, startPlivoLab } from '../plivoLab.ts';
import { until } from '../process.ts';
import { type ContractBrowser, openContractBrowser } from './chromium.ts';
import type { Agent } from './plivoPage.ts';

export type PlivoGround = {
  readonly browser: ContractBrowser;
  readonly plivo: PlivoLab;
  close(): Promise<void>;
};

/** Calls that were allowed and given up at once count as if they were still to come: a test makes many of them. */
const NO_DAILY_CAP = Object.fromEntries(
  ['MAX_MINUTES_PER_DAY', 'MAX_SPEND_PER_DAY'].flatMap((cap) =>
    ['PER_AGENT', 'PER_TENANT'].map((whose) => [`${cap}_${whose}`, '1000000']),
  ),
);

/** Chromium and the lab, where our server takes the page for the extension. */
export async function openPlivoGround(): Promise<PlivoGround> {
  const browser = await openContractBrowser('plivoPage.ts');
  const plivo = await startPlivoLab({ allowedOrigins: [browser.origin], settings: NO_DAILY_CAP }).catch(
    async (error: unknown) => {
      await browser.close();
      throw error;
    },
  );
  return {
    browser,
    plivo,
    async close() {
      await browser.close();
      await plivo.close();
    },
  };
}

/** baresip as the far side of the phone in the page. */
export function farSideOf({ lab, fake }: PlivoLab) {
  return {
    async hangUp() {
      // baresip tells of a call a little later than the agent hears of it.
      await until('baresip has a call', () => lab.baresip.calls().length > 0);
      await lab.baresip.hangUp();
    },
    /** Somebody calls the Plivo number. */
    call: () => lab.baresip.dial(lab.agentUri.replace(/^sip:[^@]+/, `sip:${fake.number}`)),
  };
}

/** A page that has not held the SDK yet. `renew`: what the phone gets when it asks for fresh credentials. */
export async function newPlivoPage(
  { browser, plivo }: PlivoGround,
  renew: () => Promise<PlivoCredentials> = () => plivo.token(),
): Promise<Page> {
  const page = await browser.newPage();
  const far = farSideOf(plivo);
  await page.exposeFunction('moveFarSide', async (move: keyof typeof far) => void (await far[move]()));
  await page.exposeFunction('renewToken', renew);
  return page;
}

export type DeskOptions = {
  /** Instead of what the lab gives. */
  readonly credentials?: Partial<PlivoCredentials>;
  readonly renew?: () => Promise<PlivoCredentials>;
  /** Before the page holds a phone. */
  readonly prepare?: (page: Page) => Promise<void>;
};

export type PlivoDesk = {
  readonly page: Page;
  readonly agent: JSHandle<Agent>;
  /** Resolves when the line is ready. */
  connect(): Promise<void>;
  /** The first line event of this type at or after position `from` of what was reported. */
  lineEvent(type: PhoneEvent['type'], from?: number): Promise<PhoneEvent>;
  reported(): Promise<PhoneEvent[]>;
  /** How often a fresh document was asked for. */
  freshNeeded(): Promise<number>;
  dial(number?: string): Promise<CallId>;
  eventOf(callId: CallId, type: PhoneEvent['type']): Promise<PhoneEvent>;
  /** A call that is answered. */
  live(): Promise<CallId>;
  /** Ends it from here. */
  hangUp(callId: CallId): Promise<void>;
  close(): Promise<void>;
};

/** An agent's desk: the Plivo phone in a page of its own, not connected yet. */
export async function openDesk(ground: PlivoGround, options: DeskOptions = {}): Promise<PlivoDesk> {
  const page = await newPlivoPage(ground, options.renew);
  await options.prepare?.(page);
  const account = { ...(await ground.plivo.token()), ...options.credentials };
  const agent = await page.evaluateHandle((given) => globalThis.plivoPage.openAgent(given), account);
  const lineEvent = (type: PhoneEvent['type'], from = 0): Promise<PhoneEvent> =>
    agent.evaluate(
      (a, [name, first]) => a.until(name, (e) => e.type === name && a.reported.indexOf(e) >= first),
      [type, from] as const,
    );
  const eventOf = (callId: CallId, type: PhoneEvent['type']): Promise<PhoneEvent> =>
    agent.evaluate((a, [id, name]) => a.eventOf(id, name), [callId, type] as const);
  const dial = (number: string = NUMBERS.answers) => agent.evaluate((a, to) => a.dial(to), number);
  return {
    page,
    agent,
    lineEvent,
    eventOf,
    dial,
    async connect() {
      await agent.evaluate((a) => a.phone.connect());
      await lineEvent('lineReady');
    },
    reported: () => agent.evaluate((a) => a.reported),
    freshNeeded: () => agent.evaluate((a) => a.fresh.length),
    async live() {
      const callId = await dial();
      await eventOf(callId, 'callAnswered');
      return callId;
    },
    async hangUp(callId) {
      await agent.evaluate((a, id) => a.phone.hangUp(id), callId);
      await eventOf(callId, 'callEnded');
    },
    async close() {
      await agent.evaluate((a) => a.phone.dispose());
      await page.close();
    },
  };
}
