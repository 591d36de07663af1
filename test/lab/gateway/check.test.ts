/** `check` against real providers: Kamailio with passwords, TLS and SRTP, and a real telephone that answers with a tone. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkProvider, TIMINGS } from '../../../gateway/check/check.ts';
import { systemResolver } from '../../../gateway/check/dns.ts';
import { type Finding, lineOf, type Step } from '../../../gateway/check/finding.ts';
import { parseProviders } from '../../../gateway/config/parseProviders.ts';
import { until } from '../process.ts';
import { cut, readWav, toneLevel } from '../tone.ts';
import type { Carrier } from './carrier.ts';
import { expectParsed, type LabGround, openGround } from './rig.ts';

/** Half of everything the telephone heard is the check's tone. */
const CLEAR_DB = -3;
const TEST_TONE_HZ = 1_004;
const ANSWERS = '+442079460018';
const BUSY = '+442079460186';
const RINGS = '+442079460180';

const TRUNKS = [
  { kind: 'knows our address', name: 'plain', more: 'mode: ip' },
  { kind: 'challenges', name: 'digest', challenges: true, more: 'mode: digest' },
  { kind: 'takes registrations', name: 'register', challenges: true, more: 'mode: register' },
  { kind: 'speaks TCP', name: 'tcp', challenges: true, more: 'transport: tcp' },
  { kind: 'speaks TLS and SRTP', name: 'secure', challenges: true, srtp: true, more: '' },
];

let ground: LabGround;
const carriers = new Map<string, Carrier>();

beforeAll(async () => {
  ground = await openGround();
  for (const [index, { name, challenges = false, srtp = false }] of TRUNKS.entries()) {
    // The lab's certificate names 127.0.0.1, and the check looks at the name.
    const address = srtp ? '127.0.0.1' : `127.0.1.${index + 1}`;
    carriers.set(name, await ground.carrier({ name, address, challenges, srtp }));
  }
});
afterEach(() => ground.baresip.hangUp());
afterAll(() => ground?.stop());

function providerOf(
  { name, more, srtp = false }: (typeof TRUNKS)[number],
  password = `\${CARRIER_PASSWORD}`,
) {
  const { address, port, tlsPort, username, domain, certificateFile } = carriers.get(name) as Carrier;
  const secure = `transport: tls, media: srtp, tls: { caFile: ${certificateFile} }`;
  const text = `providers:\n  ${name}: { host: ${address}, port: ${srtp ? tlsPort : port}, username: ${username}, domain: ${domain}, password: "${password}", ${srtp ? secure : more}, callerIds: ["+442079460100"] }\n`;
  const [provider] = expectParsed(
    parseProviders(text, { file: 'providers.yaml', environment: ground.environment }),
  );
  if (!provider) throw new Error(`There is no provider ${name}.`);
  return provider;
}

async function check(provider: ReturnType<typeof providerOf>, to: string | null, changes = {}) {
  const findings = await checkProvider(provider, {
    resolver: systemResolver(),
    to,
    publicAddress: null,
    timings: { ...TIMINGS, ...changes },
    now: Date.now,
    signal: new AbortController().signal,
    onFinding: (finding) => process.stdout.write(`${provider.name}: ${lineOf(finding)}\n`),
  });
  const of = (step: Step) => findings.find((finding) => finding.step === step) as Finding;
  const failures = findings.filter(({ verdict }) => verdict === 'failed').map(({ step }) => step);
  return { of, failures };
}

describe.each(TRUNKS)('a provider that $kind', (trunk) => {
  it('is found good: a call is answered, sound comes and arrives, and it ends', async () => {
    const { of, failures } = await check(providerOf(trunk), ANSWERS);
    expect(failures).toEqual([]);
    expect(of('call').verdict).toBe('ok');
    expect(of('audio').found).toMatch(/received [1-9]\d\d+, lost 0\.\d %/);
    expect(of('hang-up').found).toMatch(/^BYE: 200/);
    await until('the telephone is idle', () => ground.baresip.calls().length === 0);
    const heard = cut(readWav(ground.baresip.recordings().at(-1) ?? ''), 1, 4);
    expect(toneLevel(heard, TEST_TONE_HZ)).toBeGreaterThan(CLEAR_DB);
  });
});

describe('a provider', () => {
  const [, digest, register] = TRUNKS as [
    (typeof TRUNKS)[number],
    (typeof TRUNKS)[number],
    (typeof TRUNKS)[number],
  ];

  it('is not called unless a number is given', async () => {
    const before = carriers.get('digest')?.seen('INVITE').length;
    await check(providerOf(digest), null);
    expect(carriers.get('digest')?.seen('INVITE')).toHaveLength(before ?? 0);
  });

  it('that refuses the password is told from one that refuses the call', async () => {
    const wrong = await check(providerOf(digest, 'not-the-password'), ANSWERS);
    expect(wrong.failures).toEqual(['digest', 'call']);
    const busy = await check(providerOf(digest), BUSY);
    expect(busy.failures).toEqual(['call']);
    expect(busy.of('call').found).toContain('486');
    expect(busy.of('digest').verdict).toBe('ok');
  });

  it('that refuses the registration says so', async () => {
    const { of } = await check(providerOf(register, 'not-the-password'), null);
    expect(of('register').verdict).toBe('failed');
  });

  it('whose telephone only rings is not left ringing', async () => {
    const { of } = await check(providerOf(digest), RINGS, { ringMs: 1_000 });
    expect(of('call')).toMatchObject({ verdict: 'warn', found: expect.stringContaining('rang') });
    expect(of('hang-up').found).toContain('CANCEL: 200');
    await ground.baresip.waitForEvent('CALL_CLOSED');
  });

  it('that has died is found dead', async () => {
    const carrier = carriers.get('plain') as Carrier;
    await carrier.kill();
    const { failures } = await check(providerOf(TRUNKS[0] as (typeof TRUNKS)[number]), ANSWERS);
    expect(failures).toEqual(['port']);
  });
});
