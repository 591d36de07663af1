/** Asks Kamailio, rtpengine and every provider what goes on. What does not answer is null; nothing here rejects. */
import { type Resolver, resolveProvider } from '../check/dns.ts';
import { probe } from '../check/probe.ts';
import type { Provider } from '../config/provider.ts';
import type { GatewaySettings } from '../config/settings.ts';
import { foldersOf } from '../render/folder.ts';
import type { Bencoded } from '../rpc/bencode.ts';
import type { RpcValue } from '../rpc/binrpc.ts';
import { callKamailio, kamailioSocket } from '../rpc/kamailio.ts';
import { callRtpengine } from '../rpc/rtpengine.ts';
import type { KamailioFacts, ProviderFacts, RtpengineFacts, Status } from './facts.ts';
import { agentsOf, callIdsOf, callsOf, qualityOf, registrationsOf, webSocketsOf } from './replies.ts';

/** Somebody waits at a terminal, or Prometheus does (10 s by default). */
const PROBE = { t1Ms: 500, answerMs: 2_000 } as const;
/** rtpengine lists 32 unless it is told. */
const MOST_CALLS = 10_000;

export async function gatherStatus(
  settings: GatewaySettings,
  providers: readonly Provider[],
  resolver: Resolver,
): Promise<Status> {
  const ask = (method: string, params: readonly string[] = []) =>
    callKamailio(kamailioSocket(foldersOf(settings).run), method, params);
  const [kamailio, rtpengine, registered, answers] = await Promise.all([
    orNull(kamailioFacts(ask)),
    orNull(rtpengineFacts(settings)),
    orNull(ask('uac.reg_dump').then(registrationsOf)),
    Promise.all(providers.map((provider) => orNull(reach(provider, settings, resolver)))),
  ]);
  return {
    kamailio,
    rtpengine,
    providers: providers.map(({ name, mode }, at) => ({
      name,
      isRegistered: mode === 'register' ? (registered?.has(name) ?? false) : null,
      answer: answers[at] ?? null,
    })),
  };
}

type Ask = (method: string, params?: readonly string[]) => Promise<readonly RpcValue[]>;

async function kamailioFacts(ask: Ask): Promise<KamailioFacts> {
  const [uptime, users, dialogs, statistics] = await Promise.all([
    ask('core.uptime'),
    ask('ul.dump'),
    ask('dlg.list'),
    ask('stats.get_statistics', ['websocket:']),
  ]);
  const [first] = uptime;
  const seconds = typeof first === 'object' && 'uptime' in first ? Number(first.uptime) : 0;
  return {
    uptimeS: seconds,
    agents: agentsOf(users),
    webSockets: webSocketsOf(statistics),
    calls: callsOf(dialogs),
  };
}

async function rtpengineFacts({ ports, cluster }: GatewaySettings): Promise<RtpengineFacts> {
  const ask = (command: string, params: Readonly<Record<string, Bencoded>>) =>
    callRtpengine(ports.rtpengine, command, params, cluster?.address);
  const callIds = callIdsOf(await ask('list', { limit: MOST_CALLS }));
  const asked = callIds.map(async (callId) => {
    // A call may end between the list and the question.
    const reply = await orNull(ask('query', { 'call-id': callId }));
    return reply ? [[callId, qualityOf(reply)] as const] : [];
  });
  return { quality: new Map((await Promise.all(asked)).flat()) };
}

async function reach(
  provider: Provider,
  { publicAddress, listenAddress }: GatewaySettings,
  resolver: Resolver,
): Promise<ProviderFacts['answer']> {
  const { addresses } = await resolveProvider(provider, resolver);
  const [address] = addresses;
  const advertised = publicAddress === listenAddress ? null : publicAddress;
  return address ? probe(provider, address, { publicAddress: advertised, timings: PROBE }) : null;
}

function orNull<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch(() => null);
}
