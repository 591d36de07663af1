/** One host of a gateway that stands on several: its own addresses, its own Kamailio and its own rtpengine. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ha1Of } from '../../../gateway/agents/agent.ts';
import { parseProviders } from '../../../gateway/config/parseProviders.ts';
import { parseSettings } from '../../../gateway/config/parseSettings.ts';
import type { GatewaySettings } from '../../../gateway/config/settings.ts';
import { foldersOf, writeFolder } from '../../../gateway/render/folder.ts';
import { findSources } from '../../../gateway/render/sources.ts';
import type { RpcValue } from '../../../gateway/rpc/binrpc.ts';
import { callKamailio, kamailioSocket } from '../../../gateway/rpc/kamailio.ts';
import { callRtpengine } from '../../../gateway/rpc/rtpengine.ts';
import { programsOf } from '../../../gateway/run/programs.ts';
import { freePort, type LabProcess, startProgram } from '../process.ts';
import type { Account } from '../softphone.ts';
import { expectParsed, REALM } from './rig.ts';

export type NodeOptions = {
  /** The lab's run-time folder, with key.pem and certificate.pem in kamailio/. */
  readonly folder: string;
  readonly name: string;
  /** Where browsers and providers reach it, and where the other hosts do. */
  readonly addresses: { readonly own: string; readonly cluster: string };
  readonly sipPort: number;
  readonly rtpFirst: number;
  readonly providers: string;
  readonly passwords: Readonly<Record<string, string>>;
  /** What all hosts are told alike, and the secrets of providers.yaml. */
  readonly environment: Readonly<Record<string, string>>;
};

export type GatewayNode = {
  readonly settings: GatewaySettings;
  readonly kamailio: LabProcess;
  readonly rtpengine: LabProcess;
  account(agent: string): Account;
  rpc(method: string, ...params: string[]): Promise<readonly RpcValue[]>;
  /** Calls that its rtpengine carries. */
  mediaCalls(): Promise<readonly string[]>;
  /** That its rtpengine has relayed since it was started. */
  packets(): Promise<number>;
  /** What Kamailio says. */
  log(): string;
};

type Statistics = { readonly totalstatistics?: { readonly relayedpackets?: number } };

export async function startNode(options: NodeOptions): Promise<GatewayNode> {
  const { name, addresses, passwords } = options;
  const folder = join(options.folder, name);
  mkdirSync(folder);
  const settings = expectParsed(parseSettings(await environmentOf(options)));
  const parsed = parseProviders(options.providers, {
    file: 'providers.yaml',
    environment: options.environment,
  });
  const providers = expectParsed(parsed);
  const agents = Object.entries(passwords).map(([agent, password]) => ({
    name: agent,
    ha1: ha1Of(agent, REALM, password),
    provider: null,
  }));
  const { sources } = await findSources(providers);
  writeFolder({ settings, providers, agents, sources });
  const [rtpengine, kamailio] = programsOf(settings);
  if (!rtpengine || !kamailio) throw new Error('The gateway has no daemons.');
  return {
    settings,
    rtpengine: await startProgram({ ...rtpengine, folder }),
    kamailio: await startProgram({ ...kamailio, folder }),
    account: (user) => ({
      url: `wss://${addresses.own}:${settings.ports.wss}`,
      domain: REALM,
      user,
      password: passwords[user] ?? '',
    }),
    rpc: (method, ...params) => callKamailio(kamailioSocket(foldersOf(settings).run), method, params),
    mediaCalls: async () => {
      const asked = callRtpengine(settings.ports.rtpengine, 'list', { limit: 100 }, addresses.cluster);
      return ((await asked) as { calls?: readonly string[] }).calls ?? [];
    },
    packets: async () => {
      const asked = callRtpengine(settings.ports.rtpengine, 'statistics', {}, addresses.cluster);
      const { statistics } = (await asked) as { statistics?: Statistics };
      return statistics?.totalstatistics?.relayedpackets ?? 0;
    },
    log: () => readFileSync(join(folder, 'kamailio.log'), 'utf8'),
  };
}

async function environmentOf(options: NodeOptions): Promise<Readonly<Record<string, string>>> {
  const { folder, name, addresses, sipPort, rtpFirst } = options;
  const { CARRIER_PASSWORD: _, ...environment } = options.environment;
  return {
    GATEWAY_PUBLIC_ADDRESS: addresses.own,
    GATEWAY_REALM: REALM,
    GATEWAY_CERTIFICATE_FILE: join(folder, 'kamailio', 'certificate.pem'),
    GATEWAY_KEY_FILE: join(folder, 'kamailio', 'key.pem'),
    GATEWAY_STATE_FOLDER: join(folder, name, 'state'),
    GATEWAY_WSS_PORT: String(await freePort()),
    GATEWAY_SIP_UDP_PORT: String(sipPort),
    GATEWAY_SIP_TCP_PORT: String(sipPort),
    GATEWAY_SIP_TLS_PORT: String(await freePort()),
    GATEWAY_RTP_PORTS: `${rtpFirst}-${rtpFirst + 199}`,
    GATEWAY_CLUSTER_ADDRESS: addresses.cluster,
    ...environment,
  };
}
