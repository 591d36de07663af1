/** Can Plivo's webhooks reach this server at PUBLIC_URL, and are they told from forged ones? */
import { randomBytes, randomUUID } from 'node:crypto';
import { NONCE_HEADER, SIGNATURE_HEADER, sign } from '../plivo/signature.ts';
import { DOCTOR_SUB, type Examination } from './examination.ts';
import { fail, ok, type Result, skipped } from './finding.ts';

type Answer = { readonly status: number; readonly text: string } | { readonly trouble: string };

const LONGEST_QUOTE = 60;

export async function checkReachability(examination: Examination): Promise<Result> {
  const url = `${examination.config.publicUrl}/answer`;
  const answer = await deliver(examination, {});
  if ('trouble' in answer)
    return fail(
      `${url} does not answer: ${answer.trouble}`,
      'start the server, then the tunnel that PUBLIC_URL names',
    );
  if (answer.status === 403) return ok(`${url} answers, and refuses what is not signed`);
  if (answer.status < 400)
    return fail(
      `${url} accepts what is not signed (status ${answer.status})`,
      'something else answers there: let PUBLIC_URL lead to this server',
    );
  return fail(
    `${url} answers ${answer.status}: ${quote(answer.text)}`,
    'is the tunnel running, and does it lead to this server’s port?',
  );
}

/** Delivers a call of an agent that does not exist, signed as Plivo would: it must be understood and refused in XML. */
export async function checkSignature(examination: Examination): Promise<Result> {
  const { plivo, publicUrl } = examination.config;
  const body = Object.entries({
    CallUUID: randomUUID(),
    From: `sip:${DOCTOR_SUB}_${plivo.authId}@phone.plivo.com`,
    To: plivo.number,
    Direction: 'inbound',
    CallStatus: 'ringing',
    Event: 'StartApp',
    'X-PH-Dest': plivo.number,
  });
  const nonce = randomBytes(12).toString('hex');
  const signed = { method: 'POST', url: `${publicUrl}/answer`, query: [], body } as const;
  const headers = { [SIGNATURE_HEADER]: sign(signed, nonce, plivo.authToken), [NONCE_HEADER]: nonce };
  const answer = await deliver(examination, headers, body);
  if ('trouble' in answer) return skipped('nothing answers there');
  if (answer.status === 403)
    return fail(
      'a correctly signed delivery is refused',
      'the server that answers there runs with another PUBLIC_URL or PLIVO_AUTH_TOKEN: restart it with these',
    );
  if (answer.status !== 200 || !/^\s*(<\?xml[^>]*>\s*)?<Response[\s/>]/.test(answer.text))
    return fail(
      `a signed delivery is answered with ${answer.status}: ${quote(answer.text)}`,
      'let PUBLIC_URL lead to this server and look at its log',
    );
  return ok('a signed delivery is believed, and answered in XML');
}

async function deliver(
  { config, timeoutMs }: Examination,
  headers: Record<string, string>,
  body: readonly (readonly [string, string])[] = [],
): Promise<Answer> {
  try {
    const response = await fetch(`${config.publicUrl}/answer`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(body.map(([name, value]) => [name, value])),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { trouble: reasonOf(error) };
  }
}

/** fetch says only "fetch failed"; what went wrong is its cause: ECONNREFUSED, ENOTFOUND, a certificate's fault. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason was given';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

const quote = (text: string) => JSON.stringify(text.replace(/\s+/g, ' ').slice(0, LONGEST_QUOTE));
