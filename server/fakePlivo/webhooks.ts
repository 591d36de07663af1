/** Deliveries to the application's URLs: form-encoded, V3-signed, tried again like a cloud's when they fail. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Params, signDelivery } from './signature.ts';
import type { Webhook, Wire } from './wire.ts';

export type WebhookMethod = 'GET' | 'POST';

export type DeliveryOptions = {
  readonly wire: Wire;
  /** Signs with it at the moment of the delivery. */
  readonly authToken: () => string;
  /** Waits between attempts, so one more attempt than entries. */
  readonly retryDelaysMs: readonly number[];
  /** An answer that takes longer is none. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

export type Delivery = {
  readonly event: Webhook['event'];
  readonly method: WebhookMethod;
  readonly url: string;
  readonly params: Params;
};

/** Delivers until it is answered with 2xx; the answer's text, or null when every attempt failed. */
export type Deliver = (delivery: Delivery) => Promise<string | null>;

export function createDeliver(options: DeliveryOptions): Deliver {
  return async (delivery) => {
    // A repeated delivery is the same one: same parameters, same nonce, same signature.
    const { method, url, params } = delivery;
    const headers = signDelivery(method, url, params, options.authToken());
    for (let attempt = 1; !options.signal.aborted; attempt += 1) {
      const { status, body } = await attemptOnce(delivery, headers, options);
      const nonce = headers['X-Plivo-Signature-V3-Nonce'] ?? '';
      const { event } = delivery;
      options.wire.note({ kind: 'webhook', event, url, params, nonce, attempt, status, body });
      if (status !== null && status >= 200 && status < 300) return body;
      const delayMs = options.retryDelaysMs[attempt - 1];
      if (delayMs === undefined) return null;
      await rest(delayMs, options.signal);
    }
    return null;
  };
}

async function attemptOnce(
  { method, url, params }: Delivery,
  headers: Record<string, string>,
  { timeoutMs, signal }: DeliveryOptions,
): Promise<{ status: number | null; body: string }> {
  const form = new URLSearchParams(params);
  const target = new URL(url);
  if (method === 'GET') for (const [key, value] of form) target.searchParams.append(key, value);
  try {
    const response = await fetch(target, {
      method,
      headers,
      body: method === 'POST' ? form : null,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: null, body: '' };
  }
}

const rest = (delayMs: number, signal: AbortSignal) => sleep(delayMs, undefined, { signal }).catch(() => {});
