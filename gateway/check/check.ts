/**
 * `check NAME`: one provider, step by step, as the gateway would use it. Here is the order, the time each step took, and
 * what is not tried because of what failed; facts are gathered by sip/, media/ and call/. It dials only what it is told to.
 */
import type { Provider } from '../config/provider.ts';
import { type CallFacts, placeCall } from './call/place.ts';
import { type CallStep, judgeCall } from './call/verdicts.ts';
import { judgePeer } from './certificate.ts';
import { callHeaders, callUri, fromUri } from './dialling.ts';
import { type Resolver, resolveProvider } from './dns.ts';
import { type Finding, failed, ok, type Result, STEPS, type Step, skipped } from './finding.ts';
import { besideOthers, silentAmong } from './probe.ts';
import { authoritiesOf, openSession, type Session } from './session.ts';
import { judgeDigest, judgeOptions, judgeRegister, optionsRequest, register } from './signalling.ts';
import type { LinkFailure } from './sip/link.ts';
import { describeFailure, describeOutcome } from './sip/refusals.ts';
import type { Timings } from './sip/transactions.ts';
import type { Exchange } from './sip/userAgent.ts';

export type CheckOptions = {
  readonly resolver: Resolver;
  /** E.164; null: nothing is dialled. */
  readonly to: string | null;
  /** The address the world sees, where it is not this machine's own; null otherwise. */
  readonly publicAddress: string | null;
  readonly timings: Timings & { readonly ringMs: number; readonly listenMs: number };
  /** Ends what is under way, a call above all; what was not begun is told as skipped. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  now(): number;
  /** Hears each finding as it is made. */
  onFinding(finding: Finding): void;
};

/** RFC 3261's T1; the rest is the patience of somebody at a terminal. */
export const TIMINGS: CheckOptions['timings'] = {
  t1Ms: 500,
  answerMs: 8_000,
  ringMs: 30_000,
  // RTCP comes every 5 s: a report on what the far side hears is then within the time.
  listenMs: 6_000,
};

type Examination = {
  readonly provider: Provider;
  readonly options: CheckOptions;
  /** What was asked so far: any of it may have been challenged. */
  readonly exchanges: Exchange[];
  tell(step: Step, result: Result, ms: number): void;
  /** Every step from this one on is told as skipped. */
  skipFrom(step: Step, why: string): void;
};

/** Every step once, in their order. Does not reject over anything the network does. */
export async function checkProvider(provider: Provider, options: CheckOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const tell: Examination['tell'] = (step, { verdict, found, fix }, ms) => {
    const finding: Finding = { step, verdict, found, ...(fix && { fix }), ms: Math.round(ms) };
    findings.push(finding);
    options.onFinding(finding);
  };
  const skipFrom: Examination['skipFrom'] = (step, why) => {
    for (const one of STEPS.slice(STEPS.indexOf(step))) tell(one, skipped(why), 0);
  };
  await examine({ provider, options, exchanges: [], tell, skipFrom });
  return findings;
}

async function examine(x: Examination): Promise<void> {
  const { provider, options, tell, skipFrom } = x;
  const { host, port, transport, media, mode } = provider;
  const unreadable = unreadableAuthorities(provider);
  tell('configuration', unreadable ?? ok(`${host}:${port} over ${transport}, ${media}, mode ${mode}`), 0);
  if (unreadable) return skipFrom('dns', 'the configuration cannot be used');
  const dns = await timed(() => resolveProvider(provider, options.resolver));
  tell('dns', dns.value.result, dns.ms);
  const [address, ...others] = dns.value.addresses;
  if (!address) return skipFrom('port', 'no address');
  if (!(await greet(x, address, silentAmong(provider, others, options)))) return;
  await tellRegister(x, address);
  const call = await timed(() => tryCall(x, address));
  tell('digest', judgeDigest(x.exchanges, provider), 0);
  tellCall(x, call.value);
}

function unreadableAuthorities(provider: Provider): Result | null {
  try {
    authoritiesOf(provider);
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed(`tls.caFile: ${why}`, 'write the path of a PEM file that can be read');
  }
}

/** Port, TLS and OPTIONS on one connection. False: nothing more can be tried, and that was told. */
async function greet(x: Examination, address: string, silent: Promise<readonly string[]>): Promise<boolean> {
  const opened = await timed(() => openSession(x.provider, address, x.options));
  if (!opened.value.ok) return tellUnreachable(x, opened.value.failure, opened.ms);
  const { session } = opened.value;
  try {
    if (session.peer === null && x.provider.transport === 'udp')
      return await greetByDatagram(x, session, silent);
    x.tell('port', besideOthers(ok(`${placeOf(x.provider)} is open`), await silent), opened.ms);
    const tls = trustOf(session, x);
    x.tell('tls', tls, opened.ms);
    if (tls.verdict === 'failed') x.skipFrom('options', 'nothing is sent to a peer that is not trusted');
    if (tls.verdict === 'failed') return false;
    const greeting = await timed(() => session.ua.ask(optionsRequest(x.provider)));
    x.exchanges.push(greeting.value);
    x.tell('options', judgeOptions(greeting.value), greeting.ms);
    return true;
  } finally {
    session.close();
  }
}

/** Whether a UDP port is open shows only in an answer. Silence is not the end: some providers ignore OPTIONS alone. */
async function greetByDatagram(
  x: Examination,
  session: Session,
  silent: Promise<readonly string[]>,
): Promise<boolean> {
  const { value: greeting, ms } = await timed(() => session.ua.ask(optionsRequest(x.provider)));
  const { outcome } = greeting;
  const where = placeOf(x.provider);
  if (outcome.kind === 'gone') return tellUnreachable(x, outcome.failure, ms);
  x.exchanges.push(greeting);
  if (outcome.kind === 'silent') {
    const [found, fix] = describeOutcome(outcome);
    x.tell('port', failed(`${where}: ${found} to OPTIONS`, fix), ms);
  } else x.tell('port', besideOthers(ok(`${where} answers`), await silent), ms);
  x.tell('tls', skipped('not over TLS'), 0);
  x.tell('options', outcome.kind === 'silent' ? skipped('no answer') : judgeOptions(greeting), ms);
  return true;
}

function tellUnreachable(x: Examination, failure: LinkFailure, ms: number): false {
  const [found, fix] = describeFailure(failure);
  const where = placeOf(x.provider);
  const isTls = failure === 'tls-failed' || failure === 'tls-too-old';
  x.tell('port', isTls ? ok(`${where} is open`) : failed(`${where}: ${found}`, fix), ms);
  if (isTls) x.tell('tls', failed(found, fix), ms);
  x.skipFrom(isTls ? 'options' : 'tls', 'no connection');
  return false;
}

async function tellRegister(x: Examination, address: string): Promise<void> {
  const { provider } = x;
  if (provider.mode !== 'register')
    return x.tell('register', skipped(`mode ${provider.mode} does not register`), 0);
  const { value: result, ms } = await timed(() =>
    withSession(x, address, async ({ ua }) => {
      const registration = await register(provider, ua);
      x.exchanges.push(registration.made);
      return judgeRegister(registration);
    }),
  );
  x.tell('register', 'verdict' in result ? result : failed(...describeFailure(result.failure)), ms);
}

type Tried = CallFacts | { readonly failure: LinkFailure } | null;

async function tryCall(x: Examination, address: string): Promise<Tried> {
  const { provider, options } = x;
  const { to } = options;
  if (to === null || options.signal.aborted) return null;
  return withSession(x, address, async (session) => {
    const facts = await placeCall(session.ua, {
      uri: callUri(provider, to),
      from: fromUri(provider),
      headers: callHeaders(provider),
      isSrtp: provider.media === 'srtp',
      localAddress: session.localAddress,
      publicAddress: session.publicAddress,
      ...options.timings,
      signal: options.signal,
      hasLeft: session.hasLeft,
    });
    x.exchanges.push(facts.exchange);
    return facts;
  });
}

function tellCall(x: Examination, tried: Tried): void {
  if (tried === null)
    x.skipFrom('call', x.options.to === null ? 'no number was given: --to NUMBER' : 'interrupted');
  else if ('failure' in tried) {
    x.tell('call', failed(...describeFailure(tried.failure)), 0);
    x.skipFrom('codecs', 'no call');
  } else tellCallSteps(x, tried);
}

function tellCallSteps(x: Examination, tried: CallFacts): void {
  const times: Partial<Record<CallStep, number>> = {
    call: tried.answeredMs,
    audio: x.options.timings.listenMs,
    'hang-up': tried.hangUpMs,
  };
  const results = judgeCall(tried, x.provider.media === 'srtp');
  for (const step of STEPS.slice(STEPS.indexOf('call')) as readonly CallStep[])
    x.tell(step, results[step], results[step].verdict === 'skipped' ? 0 : (times[step] ?? 0));
}

/** A connection of its own for each conversation, and none to a peer that is not trusted: a digest is as good as a password. */
async function withSession<T>(
  x: Examination,
  address: string,
  run: (session: Session) => Promise<T>,
): Promise<T | { readonly failure: LinkFailure }> {
  const opened = await openSession(x.provider, address, x.options);
  if (!opened.ok) return { failure: opened.failure };
  try {
    if (trustOf(opened.session, x).verdict === 'failed') return { failure: 'tls-failed' };
    return await run(opened.session);
  } finally {
    opened.session.close();
  }
}

function trustOf({ peer }: Session, { provider, options }: Examination): Result {
  return peer ? judgePeer(peer, provider.tls.verify, options.now()) : skipped('not over TLS');
}

function placeOf({ host, port, transport }: Provider): string {
  return `${host}:${port} over ${transport}`;
}

async function timed<T>(run: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const began = performance.now();
  const value = await run();
  return { value, ms: performance.now() - began };
}
