// The entry of each guide in docs/providers as it stands there, but for whose it is: a provider that behaves as the guide says
// carries its call, and sees what the guide promises.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { FAR_TONE_HZ } from '../baresip.ts';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import { toneLevel } from '../tone.ts';
import type { Carrier } from './carrier.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const FOLDER = 'docs/providers';
const CLEAR_DB = -3;
const NUMBER = '+442079460018';
const CONTEXT = 'room 7';

/** As far as it decides how a provider is spoken to. */
type Entry = {
  readonly username?: string;
  readonly mode?: 'ip' | 'digest' | 'register';
  readonly transport?: 'udp' | 'tcp' | 'tls';
  readonly media?: 'rtp' | 'srtp';
  readonly numberFormat?: 'e164' | 'digits';
  readonly fromUser?: 'username';
  readonly callerIds?: readonly string[];
  readonly browserHeaders?: readonly string[];
};

const guides: readonly (readonly [name: string, entry: Entry])[] = readdirSync(FOLDER).flatMap((file) => {
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(FOLDER, file), 'utf8')) ?? [];
  return Object.entries((parse(text) as { providers: Record<string, Entry> }).providers);
});

let ground: LabGround;
let gateway: GatewayRig;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;
/** One that knows our address, one that asks for a password, and one whose telephones take SRTP only. */
let carriers: Record<'trusting' | 'asking' | 'secure', Carrier>;

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  const asks = { challenges: true };
  carriers = {
    trusting: await ground.carrier({ name: 'trusting', address: '127.0.1.1' }),
    asking: await ground.carrier({ name: 'asking', address: '127.0.1.2', ...asks }),
    secure: await ground.carrier({ name: 'secure', address: '127.0.1.3', ...asks, srtp: true }),
  };
  const providers = Object.fromEntries(guides.map(([name, entry]) => [name, ofTheLab(entry)]));
  gateway = await ground.gateway({ origins: [softphones.origin], providers: stringify({ providers }) });
  softphone = await softphones.open();
  await softphone.tell('register', gateway.account());
  await softphone.waitFor(/^registered/);
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});

function carrierOf({ mode, media }: Entry): Carrier {
  return carriers[mode === 'ip' ? 'trusting' : media === 'srtp' ? 'secure' : 'asking'];
}

/** The five values are the lab's, and so is who vouches for its certificates; all else stays. */
function ofTheLab(entry: Entry): object {
  const { address, port, tlsPort, username, domain, certificateFile } = carrierOf(entry);
  const isTls = entry.transport === 'tls';
  return {
    ...entry,
    ...{ host: address, port: isTls ? tlsPort : port, domain },
    ...(entry.mode === 'ip' ? {} : { username, password: `\${CARRIER_PASSWORD}` }),
    ...(isTls ? { tls: { caFile: certificateFile } } : {}),
  };
}

/** Who is to be seen calling: the caller id, or the account where the provider wants that or there is no other. */
function callerOf({ fromUser, callerIds: [callerId] = [], numberFormat }: Entry, username: string): string {
  if (fromUser === 'username' || callerId === undefined) return username;
  return numberFormat === 'digits' ? callerId.slice(1) : callerId;
}

describe('the entry of the guide', () => {
  it.each(guides)('%s carries a call as it says', async (name, entry) => {
    const carrier = carrierOf(entry);
    const from = await softphone.now();
    const headers = [`X-Offhook-Provider: ${name}`, `X-Agent-Context: ${CONTEXT}`];
    await softphone.tell('call', `sip:${NUMBER}@${REALM}`, headers);
    await softphone.waitFor(/^live/, from);
    await until(
      'the far side is heard',
      async () => toneLevel(await softphone.hear(), FAR_TONE_HZ) > CLEAR_DB,
    );
    await softphone.tell('hangUp');
    await until('the far side is idle', () => ground.baresip.calls().length === 0);

    const seen = carrier.seen('INVITE').at(-1);
    const number = entry.numberFormat === 'digits' ? NUMBER.slice(1) : NUMBER;
    expect(seen?.uri?.split(':')[1]).toBe(`${number}@${carrier.address}`);
    expect(seen?.from).toBe(`sip:${callerOf(entry, carrier.username)}@${carrier.domain}`);
    expect(seen?.pai).toContain(entry.callerIds?.[0]?.slice(1) ?? '');
    expect(seen?.proto).toBe(entry.transport ?? 'udp');
    expect(seen?.user).toBe(entry.mode === 'ip' ? '' : carrier.username);
    expect(seen?.context).toBe(entry.browserHeaders?.includes('X-Agent-Context') ? CONTEXT : '');
  });
});
