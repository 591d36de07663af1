/** What the exchange has been sent, for tests and measurements. Remembers requests, never who proved what. */
import { performance } from 'node:perf_hooks';
import type { SipRequest } from './message.ts';

/** `at` is milliseconds since 1970 with fractions. Header names are lower case; credentials are left out. */
export type ReceivedRequest = {
  readonly at: number;
  readonly method: string;
  readonly uri: string;
  readonly from: string;
  readonly callId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const REMEMBERED = 10_000; // a load run fits; a demo left open for days stays small

export function createTraffic() {
  let requests: ReceivedRequest[] = [];
  const watchers = new Set<(request: ReceivedRequest) => void>();

  return {
    note(request: SipRequest, text: string): void {
      const seen: ReceivedRequest = {
        at: performance.timeOrigin + performance.now(),
        method: request.method,
        uri: request.uri,
        from: request.headers.from.uri,
        callId: request.headers['call-id'],
        headers: headerLines(text),
        body: request.content ?? '',
      };
      if (requests.length >= REMEMBERED) requests = requests.slice(REMEMBERED / 2);
      requests.push(seen);
      for (const watch of [...watchers]) watch(seen);
    },

    received: (): readonly ReceivedRequest[] => requests.slice(),

    /** The first request, past or to come, that the predicate takes. Rejects with the signal's reason. */
    waitFor(predicate: (request: ReceivedRequest) => boolean, signal: AbortSignal): Promise<ReceivedRequest> {
      const past = requests.find(predicate);
      if (past) return Promise.resolve(past);
      if (signal.aborted) return Promise.reject(signal.reason);
      return new Promise((resolve, reject) => {
        const stop = () => {
          watchers.delete(watch);
          reject(signal.reason);
        };
        const watch = (request: ReceivedRequest) => {
          if (!predicate(request)) return;
          watchers.delete(watch);
          signal.removeEventListener('abort', stop);
          resolve(request);
        };
        watchers.add(watch);
        signal.addEventListener('abort', stop, { once: true });
      });
    },
  };
}

function headerLines(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of (text.split('\r\n\r\n')[0] ?? '').split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon < 1 || name.endsWith('authorization')) continue;
    const value = line.slice(colon + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}
