// What is read of an answer over HTTP, from whoever gave it: never more than a limit, and JSON or nothing.

/** A thousand times what any answer that we read needs. */
const MAX_BODY = 64 * 1024;

/** The text of an answer, or nothing of one that is longer than any of ours: it is not read to its end. */
export async function readShort({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    // Leaving the loop cancels the stream.
    if (text.length > MAX_BODY) return '';
  }
  return text + decoder.decode();
}

/** `undefined`, which no JSON is, for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 9110 §10.2.3, of its two forms only the seconds, in milliseconds; null when the answer does not say. */
export function retryAfterMs({ headers }: Response): number | null {
  const header = headers.get('retry-after');
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : null;
}

/** A redirect that was not followed: it would carry what the request carried elsewhere. */
export function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

/** Why a request has no answer, for a Failure's detail. */
export function noAnswer(error: unknown, patienceMs: number): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') return `no answer within ${patienceMs / 1_000} s`;
  return name === 'AbortError' ? 'given up' : 'no connection';
}
