/** Every webhook goes through here first: is it Plivo's? Nothing it says is believed before that is known. */
import type { Context, Handler } from 'hono';
import { isFromPlivo, NONCE_HEADER, type Parameters, SIGNATURE_HEADER } from '../plivo/signature.ts';
import { problem } from './problem.ts';
import type { Env, RouteDeps } from './route.ts';

export type Webhook = { readonly parameters: Parameters; readonly query: Parameters };
export type WebhookKind = 'answer' | 'hangup';

/** Plivo may try a delivery again for minutes; a nonce is remembered for as long as that can matter to anybody. */
const NONCE_KEPT_MS = 24 * 60 * 60 * 1000;

/** `handle` is reached by signed deliveries only, the same one perhaps again: it must answer that the same way. */
export function webhook(
  kind: WebhookKind,
  { config, store, metrics, clock }: RouteDeps,
  handle: (c: Context<Env>, webhook: Webhook) => Promise<Response>,
): Handler<Env> {
  return async (c) => {
    const url = new URL(c.req.url);
    const query = [...url.searchParams];
    const method = c.req.method === 'GET' ? 'GET' : 'POST';
    const body = method === 'POST' ? await readForm(c) : [];
    const headers = {
      signature: c.req.header(SIGNATURE_HEADER) ?? null,
      nonce: c.req.header(NONCE_HEADER) ?? null,
    };
    const signed = { method, url: `${config.publicUrl}/${kind}`, query, body } as const;
    if (body === null || !isFromPlivo({ ...signed, body }, headers, config.plivo.authToken)) {
      metrics.webhooks.inc({ kind, outcome: 'refused' });
      c.var.log.warn({ kind, signed: headers.signature !== null }, 'webhook without a valid signature');
      const detail = `The signature V3 does not fit ${signed.url}. Plivo must call exactly PUBLIC_URL.`;
      return problem(c, 'forbidden', { detail });
    }
    const isFirst = await store.nonces.fresh(`${kind}:${headers.nonce}`, clock.now() + NONCE_KEPT_MS);
    metrics.webhooks.inc({ kind, outcome: isFirst ? 'first' : 'again' });
    return handle(c, { parameters: [...body, ...query], query });
  };
}

/** A form, whatever its content type says: the signature tells whether it was read as it was meant. Null: it broke off. */
async function readForm(c: Context<Env>): Promise<Parameters | null> {
  const text = await c.req.text().catch(() => null);
  return text === null ? null : [...new URLSearchParams(text)];
}
