/** One OPTIONS to one address of a provider, without credentials: whatever it answers, it is there. */
import type { Provider } from '../config/provider.ts';
import type { CheckOptions } from './check.ts';
import { type Result, warn } from './finding.ts';
import { openSession } from './session.ts';
import { optionsRequest } from './signalling.ts';
import type { Timings } from './sip/transactions.ts';

export type Answer = { readonly status: number; readonly ms: number };
export type ProbeOptions = Pick<CheckOptions, 'publicAddress'> & { readonly timings: Timings };

/** Null: no answer, or none that is SIP. */
export async function probe(
  provider: Provider,
  address: string,
  options: ProbeOptions,
): Promise<Answer | null> {
  const began = performance.now();
  const opened = await openSession({ ...provider, password: '' }, address, options);
  if (!opened.ok) return null;
  try {
    const { outcome } = await opened.session.ua.ask(optionsRequest(provider));
    if (outcome.kind !== 'answered') return null;
    return { status: outcome.response.status, ms: Math.round(performance.now() - began) };
  } finally {
    opened.session.close();
  }
}

/** Of a name's further addresses, those that do not answer: the gateway takes any of them in turn. */
export async function silentAmong(
  provider: Provider,
  addresses: readonly string[],
  options: ProbeOptions,
): Promise<readonly string[]> {
  const answers = await Promise.all(addresses.map((address) => probe(provider, address, options)));
  return addresses.filter((_, at) => answers[at] === null);
}

/** What the first address came to, less good where others do not answer. */
export function besideOthers(first: Result, silent: readonly string[]): Result {
  if (silent.length === 0 || first.verdict !== 'ok') return first;
  return warn(
    `${first.found}; ${silent.join(', ')} ${silent.length === 1 ? 'does' : 'do'} not`,
    'calls may go to any of the name’s addresses: let this machine reach them all, or set host to one that answers',
  );
}
