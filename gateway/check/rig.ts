/** For tests: one check of one fake provider, quick and without a name server. */
import type { Provider } from '../config/provider.ts';
import { type CheckOptions, checkProvider } from './check.ts';
import { type FakeProvider, startFakeProvider } from './fakeProvider/fakeProvider.ts';
import type { Manners } from './fakeProvider/manners.ts';
import type { Finding, Step } from './finding.ts';

export const LOGIN = { username: 'trunk', password: 'correct horse battery staple' } as const;
export const NUMBER = '+14155550100';
export const HOST = 'sip.provider.example';

export const PROVIDER: Provider = {
  name: 'acme',
  host: HOST,
  port: 5060,
  ...LOGIN,
  domain: HOST,
  transport: 'udp',
  media: 'rtp',
  mode: 'digest',
  callerIds: ['+14155550199'],
  numberFormat: 'e164',
  homeCountry: null,
  nationalPrefix: '0',
  fromUser: 'callerId',
  prefixes: [''],
  headers: { 'X-Agent-Context': 'sales' },
  browserHeaders: [],
  refer: false,
  limits: { calls: null, maxDurationS: null },
  inbound: [],
  sources: [],
  tls: { verify: true, caFile: null },
};

/** Long enough for loopback on a busy machine; only faults wait for the whole of it. */
export const QUICK: CheckOptions['timings'] = { t1Ms: 40, answerMs: 400, ringMs: 300, listenMs: 500 };

export type Checked = {
  readonly findings: readonly Finding[];
  readonly provider: FakeProvider;
  finding(step: Step): Finding;
  /** `step verdict` of everything that is neither ok nor skipped. */
  troubles(): string[];
};

/** The provider is closed when the check is over. */
export async function checkFake(
  manners: Manners,
  changes: Partial<Provider> = {},
  options: Partial<CheckOptions> = {},
): Promise<Checked> {
  const fake = await startFakeProvider(manners);
  try {
    const provider: Provider = { ...PROVIDER, transport: manners.transport, port: fake.port, ...changes };
    const findings = await checkProvider(provider, {
      resolver: { addresses: async () => ['127.0.0.1'], srv: async () => [], naptr: async () => [] },
      to: NUMBER,
      publicAddress: null,
      timings: QUICK,
      signal: new AbortController().signal,
      now: Date.now,
      onFinding: () => {},
      ...options,
    });
    const finding = (step: Step) => findings.find((one) => one.step === step) as Finding;
    const troubles = () =>
      findings
        .filter(({ verdict }) => verdict === 'failed' || verdict === 'warn')
        .map(({ step, verdict }) => `${step} ${verdict}`);
    return { findings, provider: fake, finding, troubles };
  } finally {
    await fake.close();
  }
}
