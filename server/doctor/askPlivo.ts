/** Reads one resource of the account over Plivo's REST API, for checks that want its status and headers as well. */
import type { Examination } from './examination.ts';

export type PlivoAnswer = {
  readonly status: number;
  readonly date: string | null;
  readonly body: Readonly<Record<string, unknown>>;
};

/** `path` below /v1/Account/<auth id>. Null when there was no answer. */
export async function askPlivo(
  { config, timeoutMs }: Examination,
  path: string,
): Promise<PlivoAnswer | null> {
  const { apiUrl, authId, authToken } = config.plivo;
  const authorization = `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`;
  try {
    const response = await fetch(`${apiUrl}/v1/Account/${authId}${path}`, {
      headers: { authorization },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body: unknown = await response.json().catch(() => null);
    const fields = typeof body === 'object' && body !== null ? (body as PlivoAnswer['body']) : {};
    return { status: response.status, date: response.headers.get('date'), body: fields };
  } catch {
    return null;
  }
}
