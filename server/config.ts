/**
 * The environment, read once when the server starts: variables (settings.ts) → the Config everything else is given, or
 * every problem at once. No other file reads process.env.
 */
import * as v from 'valibot';
import type { Hours } from '../src/rules/hours.ts';
import type { Caps } from './rules/caps.ts';
import { SETTINGS, type Setting, type Settings } from './settings.ts';
import type { OidcConfig } from './signIn/oidc.ts';

export type Config = {
  /** Where Plivo reaches us, without a slash at its end: webhooks are signed over exactly this and their path. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  /** How many entries of X-Forwarded-For, from the right, were written by proxies of ours. */
  readonly trustedProxies: number;
  readonly logLevel: Settings['LOG_LEVEL'];
  readonly plivo: {
    readonly authId: string;
    readonly authToken: string;
    readonly appId: string;
    /** Digits. */
    readonly number: string;
    readonly apiUrl: string;
    /** Signalling instead of Plivo's own; empty: Plivo's own. */
    readonly sipServers: readonly string[];
  };
  readonly tokenTtlSeconds: number;
  /** How many tokens an agent, and how many requests an address, may ask for within a minute. */
  readonly tokensPerMinute: number;
  readonly requestsPerMinute: number;
  readonly database: { readonly url: string } | { readonly file: string };
  readonly allowedOrigins: readonly string[];
  readonly oidc: OidcConfig | null;
  readonly caps: Caps;
  readonly destinations: {
    readonly allowTiers: readonly string[];
    readonly denyPrefixes: readonly string[];
    readonly allowPrefixes: readonly string[];
  };
  /** No hours: always. */
  readonly calling: { readonly hours: Hours; readonly timeZone: string };
  readonly inbound: {
    readonly strategy: Settings['RING_STRATEGY'];
    readonly timeoutSeconds: number;
    /** Names, in the order they ring; empty: all agents. */
    readonly agents: readonly string[];
  };
  /** Null: agents get no credentials for a gateway of ours here. */
  readonly gateway: GatewayConfig | null;
};

export type GatewayConfig = {
  /** Where browsers reach it: wss://, or ws:// to loopback. */
  readonly server: string;
  readonly domain: string;
  readonly secret: string;
  /** How long what is minted is good for. */
  readonly ttlSeconds: number;
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null;
};

export type Environment = Readonly<Record<string, string | undefined>>;
export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

export function parseConfig(env: Environment): ConfigResult {
  const read = Object.entries<Setting<unknown>>(SETTINGS).map(
    ([name, setting]) => [name, readSetting(name, setting, env)] as const,
  );
  const problems = read.flatMap(([, result]) => ('problem' in result ? [result.problem] : []));
  if (problems.length > 0) return { ok: false, problems };
  const settings = Object.fromEntries(
    read.map(([name, result]) => [name, 'value' in result ? result.value : null]),
  );
  return assemble(settings as Settings);
}

/** A variable that is set to nothing counts as unset: that is how compose files leave one out. */
function readSetting(
  name: string,
  { schema, expects, unset, secret }: Setting<unknown>,
  env: Environment,
): { readonly value: unknown } | { readonly problem: string } {
  const given = env[name]?.trim() || undefined;
  if (given === undefined && unset === null) return { value: null };
  const text = given ?? unset;
  if (text === undefined || text === null) return { problem: `${name} is missing: it must be ${expects}.` };
  const parsed = v.safeParse(schema, text);
  if (parsed.success) return { value: parsed.output };
  return { problem: `${name} is ${secret ? 'not what it should be' : `"${text}"`}: it must be ${expects}.` };
}

function assemble(set: Settings): ConfigResult {
  const oidc = oidcOf(set);
  if (oidc === 'incomplete') {
    const problem = 'OIDC_ISSUER, OIDC_AUDIENCE and OIDC_CLIENT_ID belong together: set all three, or none.';
    return { ok: false, problems: [problem] };
  }
  const gateway = gatewayOf(set);
  if (typeof gateway === 'string') return { ok: false, problems: [gateway] };
  const config: Config = {
    publicUrl: set.PUBLIC_URL,
    host: set.HOST,
    port: set.PORT,
    trustedProxies: set.TRUSTED_PROXIES,
    logLevel: set.LOG_LEVEL,
    plivo: {
      authId: set.PLIVO_AUTH_ID,
      authToken: set.PLIVO_AUTH_TOKEN,
      appId: set.PLIVO_APP_ID,
      number: set.PLIVO_NUMBER,
      apiUrl: set.PLIVO_API_URL,
      sipServers: set.PLIVO_SIP_SERVERS,
    },
    tokenTtlSeconds: set.TOKEN_TTL_SECONDS,
    tokensPerMinute: set.TOKENS_PER_MINUTE,
    requestsPerMinute: set.REQUESTS_PER_MINUTE,
    database: set.DATABASE_URL === null ? { file: set.DATABASE_FILE } : { url: set.DATABASE_URL },
    allowedOrigins: set.ALLOWED_ORIGINS,
    oidc,
    caps: capsOf(set),
    destinations: {
      allowTiers: set.ALLOW_TIERS,
      denyPrefixes: set.DENY_PREFIXES,
      allowPrefixes: set.ALLOW_PREFIXES,
    },
    calling: { hours: set.CALLING_HOURS, timeZone: set.CALLING_TIME_ZONE },
    inbound: {
      strategy: set.RING_STRATEGY,
      timeoutSeconds: set.RING_TIMEOUT_SECONDS,
      agents: set.INBOUND_AGENTS,
    },
    gateway,
  };
  return { ok: true, config };
}

function oidcOf(set: Settings): OidcConfig | null | 'incomplete' {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_CLIENT_ID: clientId, OIDC_SCOPE: scope } = set;
  if (issuer === null && audience === null && clientId === null) return null;
  return issuer === null || audience === null || clientId === null
    ? 'incomplete'
    : { issuer, audience, clientId, scope };
}

/** A sentence when its settings do not make one. */
function gatewayOf(set: Settings): GatewayConfig | null | string {
  const { OFFHOOK_SIP_SERVER: server, OFFHOOK_SIP_DOMAIN: domain, OFFHOOK_SIP_SECRET: secret } = set;
  const { OFFHOOK_SIP_TURN_URLS: urls, OFFHOOK_SIP_TURN_SECRET: turnSecret } = set;
  if (urls.length > 0 !== (turnSecret !== null))
    return 'OFFHOOK_SIP_TURN_URLS and OFFHOOK_SIP_TURN_SECRET belong together: set both, or none.';
  if (server === null || domain === null || secret === null) {
    const isUnset = server === null && domain === null && secret === null && turnSecret === null;
    return isUnset
      ? null
      : 'OFFHOOK_SIP_SERVER, OFFHOOK_SIP_DOMAIN and OFFHOOK_SIP_SECRET belong together: set all three, or none.';
  }
  if (secret === turnSecret)
    return 'OFFHOOK_SIP_TURN_SECRET is the same as OFFHOOK_SIP_SECRET: make another, `openssl rand -hex 32`.';
  const turn = turnSecret === null ? null : { urls, secret: turnSecret };
  return { server, domain, secret, ttlSeconds: set.OFFHOOK_SIP_TTL_SECONDS, turn };
}

function capsOf(set: Settings): Caps {
  const agent = {
    concurrent: set.MAX_CONCURRENT_PER_AGENT,
    callsPerMinute: set.MAX_CALLS_PER_MINUTE_PER_AGENT,
    minutesPerDay: set.MAX_MINUTES_PER_DAY_PER_AGENT,
    spendMicrosPerDay: micros(set.MAX_SPEND_PER_DAY_PER_AGENT),
  };
  const tenant = {
    concurrent: set.MAX_CONCURRENT_PER_TENANT,
    callsPerMinute: set.MAX_CALLS_PER_MINUTE_PER_TENANT,
    minutesPerDay: set.MAX_MINUTES_PER_DAY_PER_TENANT,
    spendMicrosPerDay: micros(set.MAX_SPEND_PER_DAY_PER_TENANT),
  };
  const rateMicrosPerMinute = micros(set.MAX_RATE_PER_MINUTE);
  return { agent, tenant, callTimeLimitSeconds: set.CALL_TIME_LIMIT_SECONDS, rateMicrosPerMinute };
}

function micros(amount: number): number {
  return Math.round(amount * 1e6);
}
