/** The daemons' replies → facts. Pure; a field that is not as expected counts as absent, for a monitor must not fall over. */
import type { Bencoded } from '../rpc/bencode.ts';
import type { RpcValue } from '../rpc/binrpc.ts';
import type { CallFacts, Quality } from './facts.ts';

type Struct = { readonly [name: string]: unknown };

function isStruct(value: unknown): value is Struct {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function field(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isStruct(at) ? at[name] : undefined), value);
}

const numberIn = (value: unknown, ...path: readonly string[]) => {
  const found = Number(field(value, ...path) ?? Number.NaN);
  return Number.isFinite(found) ? found : null;
};
const textIn = (value: unknown, ...path: readonly string[]) => {
  const found = field(value, ...path);
  return typeof found === 'string' && found !== '' ? found : null;
};

/** Every struct anywhere within that has the field. */
function holding(value: unknown, name: string): readonly Struct[] {
  if (Array.isArray(value)) return value.flatMap((item) => holding(item, name));
  if (!isStruct(value)) return [];
  const own = name in value ? [value] : [];
  return [...own, ...Object.values(value).flatMap((item) => holding(item, name))];
}

/** `ul.dump`: the users that have a contact. */
export function agentsOf(reply: readonly RpcValue[]): readonly string[] {
  const names = holding(reply, 'AoR').flatMap((record) => textIn(record, 'AoR') ?? []);
  return [...new Set(names)].sort();
}

/** Dialog states of Kamailio's dialog module: 3 and 4 were answered, 5 is over. */
const OVER = 5;
const ANSWERED = 3;

/** `dlg.list` */
export function callsOf(reply: readonly RpcValue[]): readonly CallFacts[] {
  return holding(reply, 'call-id').flatMap((dialog) => {
    const callId = textIn(dialog, 'call-id');
    const state = numberIn(dialog, 'state') ?? OVER;
    if (callId === null || state >= OVER) return [];
    return [
      {
        callId,
        agent: variable(dialog, 'agent'),
        provider: variable(dialog, 'provider'),
        isAnswered: state >= ANSWERED,
        durationS: state >= ANSWERED ? (numberIn(dialog, 'duration') ?? 0) : 0,
      },
    ];
  });
}

/** `$dlg_var(name)` */
function variable(dialog: Struct, name: string): string | null {
  const [holder] = holding(dialog.variables, name);
  return textIn(holder, name);
}

/** `stats.get_statistics websocket:`: lines such as `websocket:ws_sip_current_connections = 3`. */
export function webSocketsOf(reply: readonly RpcValue[]): number {
  const lines = reply.filter((line) => typeof line === 'string');
  const found = lines.map((line) => /ws_sip_current_connections = (\d+)$/.exec(line)?.[1]);
  return Number(found.find((count) => count !== undefined) ?? 0);
}

/** uac's UAC_REG_ONLINE. */
const ONLINE = 4;

/** `uac.reg_dump`: the providers that have taken our registration, and how long it still stands. */
export function registrationsOf(reply: readonly RpcValue[]): ReadonlySet<string> {
  const records = holding(reply, 'l_uuid').filter(
    (record) => ((numberIn(record, 'flags') ?? 0) & ONLINE) !== 0,
  );
  return new Set(records.flatMap((record) => textIn(record, 'l_uuid') ?? []));
}

/** rtpengine's `list` */
export function callIdsOf(reply: { readonly [key: string]: Bencoded }): readonly string[] {
  return Array.isArray(reply.calls) ? reply.calls.filter((id) => typeof id === 'string') : [];
}

/** rtpengine's `query`. Its MOS is in tenths (43 is 4.3), its jitter in milliseconds, its loss in per cent. */
export function qualityOf(reply: { readonly [key: string]: Bencoded }): Quality {
  const averages = holding(reply.SSRC, 'average MOS').flatMap((source) => {
    const average = source['average MOS'];
    const mos = numberIn(average, 'MOS');
    if (mos === null) return [];
    const [jitterMs, lossPercent] = [numberIn(average, 'jitter') ?? 0, numberIn(average, 'packet loss') ?? 0];
    return [{ mos: mos / 10, jitterMs, lossPercent }];
  });
  return {
    packets: numberIn(reply, 'totals', 'RTP', 'packets') ?? 0,
    errors: numberIn(reply, 'totals', 'RTP', 'errors') ?? 0,
    worst: averages.sort((one, other) => one.mos - other.mos)[0] ?? null,
  };
}
