/** Load on one URL by autocannon: so many requests at once, each made by the caller, and how long they took. */
import autocannon, { type Request } from 'autocannon';

export type Load = {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
};

const CONNECTIONS = 10;

/** Sends each request once. Throws when one was not answered with 200: a refusal is fast and would be praised for it. */
export async function load(url: string, requests: readonly Request[]): Promise<Load> {
  const times: number[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const startedAt = performance.now();
  // Of the last answer: autocannon itself looks at the clock once a second.
  let endedAt = startedAt;
  await new Promise<void>((resolve, reject) => {
    const setupRequest = (request: Request) => ({ ...request, ...requests[next++ % requests.length] });
    const options = { url, connections: CONNECTIONS, amount: requests.length, requests: [{ setupRequest }] };
    const run = autocannon(options, (error, { errors, timeouts }) => {
      if (error ?? errors + timeouts > 0)
        reject(error ?? new Error(`${errors} errors, ${timeouts} timeouts`));
      else resolve();
    });
    run.on('response', (_client, status, _bytes, responseTimeMs) => {
      endedAt = performance.now();
      times.push(responseTimeMs);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
  });
  const seconds = (endedAt - startedAt) / 1000;
  const refused = [...statuses].filter(([status]) => status !== 200);
  if (refused.length > 0)
    throw new Error(`${url}${requests[0]?.path} answered ${JSON.stringify([...statuses])}`);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.ceil(share * times.length) - 1] ?? Number.NaN;
  return { requestsPerSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}

/** Of each figure the median over the rounds, rounded to what it can claim. */
export function medianLoad(rounds: readonly Load[]): Load & { readonly rounds: number } {
  const median = (figure: keyof Load) =>
    rounds.map((round) => round[figure]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
  const tenths = (value: number) => Math.round(value * 10) / 10;
  return {
    requestsPerSecond: Math.round(median('requestsPerSecond')),
    p50: tenths(median('p50')),
    p99: tenths(median('p99')),
    rounds: rounds.length,
  };
}
