// Several customers at the demo's exchange, each with a voice of its own, and the agent who talks with them.
import type { Page } from 'playwright-core';
import { newCallId } from '../../../src/call/callId.ts';
import type { Command } from '../../../src/call/command.ts';
import type { Call, CallId, PhoneState } from '../../../src/call/state.ts';
import { toE164 } from '../../../src/numbers/e164.ts';
import { callThat, openRig, type Rig } from '../rig.ts';

/** What the agent's microphone plays. */
export const AGENT_HZ = 440;

export type Customer = {
  readonly hz: number;
  readonly page: Page;
  /** What is heard of each tone, in dB of all that is heard. */
  hears(tonesHz: readonly number[]): Promise<Record<number, number>>;
  calls(): Promise<void>;
  hangsUp(): Promise<void>;
  becomes(state: string): Promise<void>;
};

/** A customer who answers by themselves. An open page rings whenever no other one is free: open them one after the other. */
export async function openCustomer({ browser, demo }: Rig, hz: number): Promise<Customer> {
  const page = await browser.context.newPage();
  await page.goto(demo.customerUrl.replace('#', `?auto&hz=${hz}#`));
  const customer: Customer = {
    hz,
    page,
    hears: (tonesHz) => page.evaluate((tones) => window.customer?.hears(tones) ?? {}, tonesHz),
    calls: () => page.evaluate(() => window.customer?.callAgent()),
    hangsUp: () => page.evaluate(() => window.customer?.hangUp()),
    becomes: async (state) => {
      await page.waitForFunction((wanted) => document.querySelector('main')?.dataset.state === wanted, state);
    },
  };
  await customer.becomes('ready');
  return customer;
}

/** A rig whose only customers are those that are opened here. */
export async function openEmptyRig(): Promise<Rig> {
  const rig = await openRig();
  await rig.customer.close();
  return rig;
}

export function order({ desk, popup }: Rig, command: Command): Promise<unknown> {
  return desk.ask(popup, { type: 'command', command });
}

/** The agent dials, and the one who is free answers. */
export async function reach(rig: Rig, customer: Customer, consultFor?: CallId): Promise<CallId> {
  const id = newCallId();
  const remote = { e164: toE164('+14155550142'), display: '+1 415-555-0142' };
  await order(rig, { type: 'dial', callId: id, remote, ...(consultFor && { consultFor }) });
  await callThat(rig, id, 'an answer', ({ status }) => status === 'live');
  await customer.becomes('live');
  return id;
}

/** The customer calls; the id of the offer. */
export async function knock(rig: Rig, customer: Customer): Promise<CallId> {
  await customer.calls();
  const offered = (call: Call) => call.status === 'offered';
  const state = await rig.desk.until(rig.popup, 'an offer', ({ calls }) => calls.some(offered));
  const id = state.calls.find(offered)?.id;
  if (!id) throw new Error('the offer is gone');
  return id;
}

export async function answer(rig: Rig, customer: Customer): Promise<CallId> {
  const callId = await knock(rig, customer);
  await order(rig, { type: 'answer', callId });
  await callThat(rig, callId, 'the answer', ({ status }) => status === 'live');
  return callId;
}

export function until(rig: Rig, what: string, fits: (state: PhoneState) => boolean): Promise<PhoneState> {
  return rig.desk.until(rig.popup, what, fits);
}

/** −12 dB: at least a sixteenth of all that is heard; −25 dB: as good as nothing beside a voice. */
const [THERE_DB, AWAY_DB] = [-12, -25];
const PATIENCE_MS = 15_000;

/** Resolves once the customer hears exactly these voices of the agent's and the customers'. */
export async function hearsOnly(
  customer: Customer,
  voices: readonly number[],
  all: readonly number[],
): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const heard = await customer.hears(all);
    const fits = all.every((hz) => {
      const level = heard[hz] ?? Number.NEGATIVE_INFINITY;
      return voices.includes(hz) ? level > THERE_DB : level < AWAY_DB;
    });
    if (fits) return;
    if (Date.now() > end)
      throw new Error(
        `the customer with ${customer.hz} Hz should hear ${voices} Hz: ${JSON.stringify(heard)}`,
      );
    await customer.page.waitForTimeout(100);
  }
}

/** Every call is over, and the customers are free again. */
export async function endAll(rig: Rig, customers: readonly Customer[]): Promise<void> {
  const { calls } = await until(rig, 'the state', () => true);
  for (const { id, status } of calls)
    if (status !== 'ended') await order(rig, { type: 'hangUp', callId: id });
  await until(rig, 'the end of all calls', ({ calls: now }) => now.every(({ status }) => status === 'ended'));
  for (const customer of customers) {
    await customer.hangsUp();
    await customer.becomes('ready');
  }
}
