// Three people on the gateway, over providers that hand nobody over: what two telephones hear of the agent and of each
// other, in a conference and in a transfer that the extension makes itself. baresip records nothing after it was held, so
// each of the two is once the one who waits and once the one who is asked, and it is that one who is listened to.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, launchBrowser } from '../../../demo/browser.ts';
import { type Desk, openDesk } from '../../../demo/desk.ts';
import { buildExtension } from '../../../demo/extension.ts';
import { writeTone } from '../../../demo/tone.ts';
import { newCallId } from '../../../src/call/callId.ts';
import type { Command } from '../../../src/call/command.ts';
import type { CallId, PhoneState } from '../../../src/call/state.ts';
import { toE164 } from '../../../src/numbers/e164.ts';
import { type Baresip, FAR_TONE_HZ } from '../baresip.ts';
import { type Carrier, startCarrier } from '../gateway/carrier.ts';
import { type GatewayRig, type LabGround, openGround } from '../gateway/rig.ts';
import { isTone, lacksTone, lastSecond, openTelephone, type Telephone } from '../phone/rig.ts';
import { until } from '../process.ts';
import { toneLevel } from '../tone.ts';

const AGENT_TONE_HZ = 440;
const COLLEAGUE_TONE_HZ = 1320;
/** At least a thirtieth of all that is heard: one of two voices, of which one may be the louder by far. */
const ONE_OF_TWO_DB = -15;
const CUSTOMER = '+442079460018';
const COLLEAGUE = '+14155550142';

let ground: LabGround;
let gateway: GatewayRig;
let carriers: readonly Carrier[];
let colleague: Telephone;
let browser: Browser;
let desk: Desk;
let popup: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-bridge-'));
  const microphoneWav = join(folder, 'agent.wav');
  writeTone(microphoneWav, AGENT_TONE_HZ);
  ground = await openGround();
  colleague = await openTelephone(COLLEAGUE_TONE_HZ);
  const first = await ground.carrier({ name: 'acme', address: '127.0.1.1' });
  const second = await startCarrier({
    ...{ folder: ground.folder, name: 'other', address: '127.0.1.2' },
    telephonePort: colleague.port,
    gatewayPort: first.gatewayPort,
    password: ground.environment.CARRIER_PASSWORD ?? '',
  });
  carriers = [first, second];
  browser = await launchBrowser({
    extensionDir: await buildExtension(),
    microphoneWav,
    extraArgs: [ground.trustArgument],
  });
  desk = await openDesk(browser);
  gateway = await ground.gateway({
    origins: [`chrome-extension://${desk.extensionId}`],
    providers: `providers:
  acme: ${entry(first)}, prefixes: ["+44"] }
  other: ${entry(second)}, prefixes: ["+1"] }
`,
  });
  popup = await desk.open('popup.html');
  const { url, user, password, domain } = gateway.account();
  const account = { kind: 'sip', servers: [url], user, password, domain };
  await desk.ask(popup, { type: 'signIn', account, remember: false });
  await desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready');
});
afterAll(async () => {
  await browser?.close();
  await carriers?.[1]?.stop();
  await colleague?.stop();
  await ground?.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await Promise.all([ground.baresip.hangUp(), colleague.hangUp()]);
  await state('the end of all calls', ({ calls }) => calls.every(({ status }) => status === 'ended'));
});

function entry({ address, port, username, domain }: Carrier): string {
  return `{ host: ${address}, port: ${port}, username: ${username}, password: "\${CARRIER_PASSWORD}", domain: ${domain}`;
}

const order = (command: Command) => desk.ask(popup, { type: 'command', command });
const state = (what: string, fits: (now: PhoneState) => boolean) => desk.until(popup, what, fits);

async function reach(number: string, consultFor?: CallId): Promise<CallId> {
  const callId = newCallId();
  const remote = { e164: toE164(number), display: number };
  await order({ type: 'dial', callId, remote, ...(consultFor && { consultFor }) });
  await state(`${number} to answer`, ({ calls }) =>
    calls.some(({ id, status }) => id === callId && status === 'live'),
  );
  return callId;
}

type Person = { readonly telephone: Baresip; readonly number: string; readonly hertz: number };

/** Who waits, and who is asked meanwhile. */
function cast(asked: 'colleague' | 'customer'): readonly [waiting: Person, asked: Person] {
  const one = { telephone: ground.baresip, number: CUSTOMER, hertz: FAR_TONE_HZ };
  const other = { telephone: colleague, number: COLLEAGUE, hertz: COLLEAGUE_TONE_HZ };
  return asked === 'colleague' ? [one, other] : [other, one];
}

async function reachBoth(waiting: Person, asked: Person) {
  const first = await reach(waiting.number);
  const second = await reach(asked.number, first);
  await until('the one who is asked hears the agent', () =>
    isTone(lastSecond(asked.telephone), AGENT_TONE_HZ),
  );
  return { first, second };
}

const mixed = (as: string) =>
  state(as, ({ calls }) => calls.filter((call) => call.mixed === as).length === 2);

function hearsOnly({ telephone }: Person, hertz: number, absentHz: number): boolean {
  const heard = lastSecond(telephone);
  return isTone(heard, hertz) && lacksTone(heard, absentHz);
}

/** These tones at once. */
function hearsAll({ telephone }: Person, ...tonesHz: readonly number[]): boolean {
  const heard = lastSecond(telephone);
  return tonesHz.every((hertz) => toneLevel(heard, hertz) > ONE_OF_TWO_DB);
}

describe.each(['colleague', 'customer'] as const)('when the %s is asked', (role) => {
  it('a transfer that no provider carries out is made here: the two talk, and the agent is heard no more', async () => {
    const [waiting, asked] = cast(role);
    const { second } = await reachBoth(waiting, asked);
    await order({ type: 'completeTransfer', callId: second });
    const { calls } = await mixed('bridge');
    expect(calls[0]?.transfer).toEqual({ to: asked.number, status: 'done' });
    await until('the one who was asked hears the other one alone', () =>
      hearsOnly(asked, waiting.hertz, AGENT_TONE_HZ),
    );
    expect(carriers.flatMap((carrier) => carrier.seen('REFER'))).toEqual([]);
    await asked.telephone.hangUp();
    await until('the other one is free', () => waiting.telephone.calls().length === 0);
  });

  it('a conference lets them hear both others, and one of them goes on alone', async () => {
    const [waiting, asked] = cast(role);
    const { first, second } = await reachBoth(waiting, asked);
    await order({ type: 'mix' });
    await mixed('conference');
    await until('both others are heard', () => hearsAll(asked, AGENT_TONE_HZ, waiting.hertz));
    await order({ type: 'unmix', callId: second });
    await until('the agent alone is heard', () => isTone(lastSecond(asked.telephone), AGENT_TONE_HZ));
    await order({ type: 'hangUp', callId: first });
    await until('the other one is free', () => waiting.telephone.calls().length === 0);
    expect(asked.telephone.calls()).toHaveLength(1);
  });
});
