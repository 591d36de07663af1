/** Everything that went over the fake's wires, in order, for tests to wait for and to read. */
import type { Params } from './signature.ts';

export type WireEntry =
  | { readonly kind: 'rest'; readonly method: string; readonly path: string; readonly status: number }
  | {
      readonly kind: 'webhook';
      readonly event: 'answer' | 'hangup' | 'redirect' | 'action';
      readonly url: string;
      readonly params: Params;
      readonly nonce: string;
      /** 1 for the first delivery. */
      readonly attempt: number;
      /** null: no answer at all. */
      readonly status: number | null;
      readonly body: string;
    }
  | { readonly kind: 'switch'; readonly question: string; readonly user: string; readonly answer: string };

export type Webhook = Extract<WireEntry, { kind: 'webhook' }>;

export type Wire = {
  readonly entries: readonly WireEntry[];
  note(entry: WireEntry): void;
  /** The first entry, past or to come, that fits. Rejects with the signal's reason. */
  waitFor<Entry extends WireEntry>(
    fits: (entry: WireEntry) => entry is Entry,
    signal: AbortSignal,
  ): Promise<Entry>;
};

export function createWire(): Wire {
  const entries: WireEntry[] = [];
  const listeners = new Set<(entry: WireEntry) => void>();
  return {
    entries,
    note(entry) {
      entries.push(entry);
      for (const listener of [...listeners]) listener(entry);
    },
    waitFor: (fits, signal) =>
      new Promise((resolve, reject) => {
        const known = entries.find(fits);
        if (known) return resolve(known);
        const look = (entry: WireEntry) => {
          if (!fits(entry)) return;
          listeners.delete(look);
          resolve(entry);
        };
        listeners.add(look);
        const giveUp = () => {
          listeners.delete(look);
          reject(signal.reason);
        };
        signal.addEventListener('abort', giveUp, { once: true });
      }),
  };
}

/** Takes the webhooks of one event, of one call when its CallUUID is given. */
export const isWebhook =
  (event: Webhook['event'], callUuid?: string) =>
  (entry: WireEntry): entry is Webhook =>
    entry.kind === 'webhook' &&
    entry.event === event &&
    (callUuid === undefined || entry.params.CallUUID === callUuid);
