/**
 * The gateway itself in the lab: its own configuration rendered from a providers.yaml, its real daemons, providers that
 * are Kamailios of their own, a telephone behind them and softphones in Chromium in front.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Agent, ha1Of } from '../../../gateway/agents/agent.ts';
import { parseProviders } from '../../../gateway/config/parseProviders.ts';
import { parseSettings } from '../../../gateway/config/parseSettings.ts';
import { describeProblem, type Parsed } from '../../../gateway/config/problem.ts';
import type { GatewaySettings } from '../../../gateway/config/settings.ts';
import { foldersOf, type Installation, writeFolder } from '../../../gateway/render/folder.ts';
import { findSources } from '../../../gateway/render/sources.ts';
import type { RpcValue } from '../../../gateway/rpc/binrpc.ts';
import { callKamailio, kamailioSocket } from '../../../gateway/rpc/kamailio.ts';
import { callRtpengine } from '../../../gateway/rpc/rtpengine.ts';
import { programsOf } from '../../../gateway/run/programs.ts';
import { type Reloaded, reloadGateway } from '../../../gateway/run/reload.ts';
import { type Baresip, startBaresip } from '../baresip.ts';
import { certificateHash, makeCertificate } from '../kamailio.ts';
import { freePort, type LabProcess, startProgram } from '../process.ts';
import type { Account } from '../softphone.ts';
import { type Carrier, type CarrierOptions, startCarrier } from './carrier.ts';

export const REALM = 'gateway.offhook.test';
/** The listening process losing the others when they are killed is no complaint. */
const COMPLAINT = /BUG|lval_|pv_|ERROR: .*(script|action|dialog|uac|htable|db_text|rtpengine)/;

export const AGENTS = ['alice', 'bob'] as const;

export type GatewayRig = {
  readonly folder: string;
  readonly settings: GatewaySettings;
  readonly baresip: Baresip;
  readonly kamailio: LabProcess;
  readonly rtpengine: LabProcess;
  /** What providers.yaml's `${CARRIER_PASSWORD}` stands for. */
  readonly environment: Readonly<Record<string, string>>;
  account(agent?: (typeof AGENTS)[number]): Account;
  /** What Kamailio says of its own routes: values that are not there, memory that is not its. */
  complaints(): readonly string[];
  /** RTP packets that rtpengine has received so far in the one call that is up, a number for each side. */
  packets(): Promise<readonly number[]>;
  /** Brings other providers to the running gateway, as `npm run gateway -- reload` does. */
  reload(providersYaml: string): Promise<Reloaded>;
  /** A command to the running Kamailio. */
  rpc(method: string, ...params: (string | number)[]): Promise<readonly RpcValue[]>;
  stop(): Promise<void>;
};

export type LabGround = {
  readonly folder: string;
  readonly trustArgument: string;
  readonly baresip: Baresip;
  readonly environment: Readonly<Record<string, string>>;
  carrier(
    options: Omit<CarrierOptions, 'folder' | 'telephonePort' | 'gatewayPort' | 'password'>,
  ): Promise<Carrier>;
  gateway(options: GatewayOptions): Promise<GatewayRig>;
  stop(): Promise<void>;
};

export type GatewayOptions = {
  readonly providers: string;
  /** Origins of the pages that may connect. */
  readonly origins: readonly string[];
  /** Further settings. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Each agent's provider, where one has its own. */
  readonly defaults?: Readonly<Partial<Record<(typeof AGENTS)[number], string>>>;
};

/** The ground of a test file: certificate, telephone, ports; carriers and the gateway are added to it. */
export async function openGround(): Promise<LabGround> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-gateway-lab-'));
  mkdirSync(join(folder, 'kamailio'));
  makeCertificate(join(folder, 'kamailio'));
  const started: LabProcess[] = [];
  const keep = <Process extends LabProcess>(process: Process): Process => {
    started.push(process);
    return process;
  };
  const password = randomBytes(12).toString('hex');
  const [telephonePort, controlPort, gatewayPort] = [await freePort(), await freePort(), await freePort()];
  const rtp = 10_000 + 1000 * randomInt(22);
  const baresip = keep(
    await startBaresip({ folder, sipPort: telephonePort, controlPort, rtpPorts: [rtp + 500, rtp + 899] }),
  );
  const environment = { CARRIER_PASSWORD: password };
  return {
    folder,
    baresip,
    environment,
    trustArgument: `--ignore-certificate-errors-spki-list=${certificateHash(folder)}`,
    carrier: async (options) =>
      keep(await startCarrier({ folder, telephonePort, gatewayPort, password, ...options })),
    gateway: (options) =>
      openGateway({ ...options, folder, baresip, keep, gatewayPort, rtp, carrierEnvironment: environment }),
    async stop() {
      await Promise.all(started.map((process) => process.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Opening = GatewayOptions & {
  readonly folder: string;
  readonly baresip: Baresip;
  readonly gatewayPort: number;
  readonly rtp: number;
  readonly carrierEnvironment: Readonly<Record<string, string>>;
  keep<Process extends LabProcess>(process: Process): Process;
};

async function openGateway(options: Opening): Promise<GatewayRig> {
  const { folder, gatewayPort, rtp, carrierEnvironment: environment } = options;
  const settings = expectParsed(
    parseSettings({
      GATEWAY_PUBLIC_ADDRESS: '127.0.0.1',
      GATEWAY_REALM: REALM,
      GATEWAY_ALLOWED_ORIGINS: options.origins.join(','),
      GATEWAY_CERTIFICATE_FILE: join(folder, 'kamailio', 'certificate.pem'),
      GATEWAY_KEY_FILE: join(folder, 'kamailio', 'key.pem'),
      GATEWAY_STATE_FOLDER: join(folder, 'gateway'),
      GATEWAY_WS_PORT: String(await freePort()),
      GATEWAY_WSS_PORT: String(await freePort()),
      GATEWAY_SIP_UDP_PORT: String(gatewayPort),
      GATEWAY_SIP_TCP_PORT: String(gatewayPort),
      GATEWAY_SIP_TLS_PORT: String(await freePort()),
      GATEWAY_RTPENGINE_PORT: String(await freePort()),
      GATEWAY_RTP_PORTS: `${rtp}-${rtp + 499}`,
      ...options.environment,
    }),
  );
  const passwords = Object.fromEntries(AGENTS.map((name) => [name, randomBytes(12).toString('hex')]));
  const agents: readonly Agent[] = AGENTS.map((name) => ({
    name,
    ha1: ha1Of(name, REALM, passwords[name] ?? ''),
    provider: options.defaults?.[name] ?? null,
  }));
  const installation = async (text: string): Promise<Installation> => {
    const providers = expectParsed(parseProviders(text, { file: 'providers.yaml', environment }));
    return { settings, providers, agents, sources: (await findSources(providers)).sources };
  };
  writeFolder(await installation(options.providers));
  const [rtpengine, kamailio] = await startDaemons(settings, folder, options.keep);
  return {
    ...{ folder, settings, environment, rtpengine, kamailio, baresip: options.baresip },
    account: (agent = 'alice') => ({
      url: `wss://127.0.0.1:${settings.ports.wss}`,
      domain: REALM,
      user: agent,
      password: passwords[agent] ?? '',
    }),
    reload: async (text) => reloadGateway(await installation(text)),
    rpc: (method, ...params) => callKamailio(kamailioSocket(foldersOf(settings).run), method, params),
    complaints: () =>
      readFileSync(join(folder, 'kamailio.log'), 'utf8')
        .split('\n')
        .filter((line) => COMPLAINT.test(line)),
    packets: () => packetsOf(settings.ports.rtpengine),
    stop: async () => {
      await kamailio.stop();
      await rtpengine.stop();
    },
  };
}

async function startDaemons(settings: GatewaySettings, folder: string, keep: Opening['keep']) {
  const started: LabProcess[] = [];
  for (const program of programsOf(settings)) started.push(keep(await startProgram({ ...program, folder })));
  const [rtpengine, kamailio] = started;
  if (!rtpengine || !kamailio) throw new Error('The gateway has no daemons.');
  return [rtpengine, kamailio] as const;
}

/** As rtpengine's `query` answers, as far as it matters here. */
type CallQuery = {
  readonly tags: Readonly<
    Record<string, { readonly medias: readonly { readonly streams: readonly Stream[] }[] }>
  >;
};
type Stream = { readonly flags: readonly string[]; readonly stats: { readonly packets: number } };

async function packetsOf(port: number): Promise<readonly number[]> {
  const { calls } = (await callRtpengine(port, 'list', { limit: 2 })) as { calls?: readonly string[] };
  if (calls?.length !== 1 || calls[0] === undefined)
    throw new Error(`There are ${calls?.length} calls, not one.`);
  const { tags } = (await callRtpengine(port, 'query', { 'call-id': calls[0] })) as unknown as CallQuery;
  return Object.values(tags).map(({ medias }) => {
    const rtp = medias.flatMap(({ streams }) => streams).filter(({ flags }) => flags.includes('RTP'));
    return rtp.reduce((sum, { stats }) => sum + stats.packets, 0);
  });
}

export function expectParsed<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  return parsed.value;
}
