/** Is what stands in the environment more than well-formed: can it work? Whether it is well-formed is config.ts. */
import type { Examination } from './examination.ts';
import { ok, type Result, warn } from './finding.ts';

const LOOPBACK = /^https?:\/\/(localhost|127\.|\[::1\])/;

export function checkConfiguration({ config }: Pick<Examination, 'config'>): Result {
  const { publicUrl, plivo, allowedOrigins } = config;
  if (LOOPBACK.test(publicUrl) && !LOOPBACK.test(plivo.apiUrl))
    return warn(
      `PUBLIC_URL is ${publicUrl}, which Plivo cannot reach`,
      'set PUBLIC_URL to the https address of your tunnel or host, as in docs/server.md',
    );
  if (allowedOrigins.length === 0)
    return warn(
      'ALLOWED_ORIGINS is empty, so no extension may ask this server',
      'set it to chrome-extension://<id>; the id stands on chrome://extensions',
    );
  return ok(`number ${plivo.number}, webhooks to ${publicUrl}, tokens for ${config.tokenTtlSeconds} s`);
}
