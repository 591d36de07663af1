/** What is not Plivo's, or is not whole, gets 403 and leaves nothing behind: through the whole app, never a 500. */
import { beforeAll, describe, expect, it } from 'vitest';
import { NONCE_HEADER, SIGNATURE_HEADER } from '../plivo/signature.ts';
import { AUTH_ID, createRig, NUMBER, type Rig, signedRequest } from './rig.ts';

const FORM = [
  ['CallUUID', '0f5c1d7e-0000-4000-8000-00000000000a'],
  ['From', `sip:bob0_${AUTH_ID}@phone.plivo.com`],
  ['To', NUMBER],
  ['X-PH-Dest', '442079460018'],
  ['Direction', 'inbound'],
] as const;
const NONCE = '05429567804466091622';

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
});

type Sent = { url: string; method: string; headers: Record<string, string>; body: string | null };

async function sent(method: 'GET' | 'POST'): Promise<Sent> {
  const request = signedRequest('/answer?x=1', FORM, NONCE, method);
  const headers = Object.fromEntries(request.headers);
  return { url: request.url, method, headers, body: method === 'POST' ? await request.text() : null };
}

const statusOf = async ({ url, ...init }: Sent) => (await rig.app.request(url, init)).status;

/** Each place of the text with another character in it. */
function eachByteChanged(text: string): string[] {
  return [...text].map((was, at) => `${text.slice(0, at)}${was === 'z' ? 'y' : 'z'}${text.slice(at + 1)}`);
}

/** The delivery with one byte of one part changed, for every byte. */
function* changesOf(whole: Sent): Generator<Sent> {
  for (const header of [SIGNATURE_HEADER.toLowerCase(), NONCE_HEADER.toLowerCase()]) {
    for (const value of eachByteChanged(whole.headers[header] ?? '')) {
      yield { ...whole, headers: { ...whole.headers, [header]: value } };
    }
  }
  const [path = '', query = ''] = whole.url.split('?');
  for (const changed of eachByteChanged(query)) yield { ...whole, url: `${path}?${changed}` };
  for (const body of eachByteChanged(whole.body ?? '')) yield { ...whole, body };
}

describe('a webhook', () => {
  it.each(['GET', 'POST'] as const)(
    'by %s is believed whole, and with no byte of it changed',
    async (method) => {
      const whole = await sent(method);
      expect(await statusOf(whole)).toBe(200);
      let changes = 0;
      for (const changed of changesOf(whole)) {
        changes += 1;
        expect({ changed, status: await statusOf(changed) }).toEqual({ changed, status: 403 });
      }
      expect(changes).toBeGreaterThan(200);
    },
  );

  it.each([
    ['no signature', { [SIGNATURE_HEADER]: undefined }],
    ['no nonce', { [NONCE_HEADER]: undefined }],
    ['an empty signature', { [SIGNATURE_HEADER]: '' }],
    ['an empty nonce', { [NONCE_HEADER]: '' }],
    ['an endless signature', { [SIGNATURE_HEADER]: 'A'.repeat(4_000) }],
    ['a signature of version 2', { [SIGNATURE_HEADER]: undefined, 'X-Plivo-Signature-V2': 'A'.repeat(44) }],
  ])('with %s is refused', async (_, changes) => {
    const whole = await sent('POST');
    const headers = new Headers(whole.headers);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    }
    expect(await statusOf({ ...whole, headers: Object.fromEntries(headers) })).toBe(403);
  });

  it.each([SIGNATURE_HEADER, NONCE_HEADER])('with the header %s twice is refused', async (name) => {
    const { url, ...init } = await sent('POST');
    const headers = new Headers(init.headers);
    headers.append(name, headers.get(name) ?? '');
    expect((await rig.app.request(url, { ...init, headers })).status).toBe(403);
  });

  it('with one right signature in a list is believed', async () => {
    const whole = await sent('POST');
    const name = SIGNATURE_HEADER.toLowerCase();
    const list = `${'A'.repeat(43)}=,${whole.headers[name]}`;
    expect(await statusOf({ ...whole, headers: { ...whole.headers, [name]: list } })).toBe(200);
  });

  it('is the same whatever host it is asked under: the signature is over PUBLIC_URL', async () => {
    const whole = await sent('POST');
    expect(await statusOf({ ...whole, url: whole.url.replace('127.0.0.1:3000', 'evil.example') })).toBe(200);
  });

  it('for one route is not believed on another', async () => {
    const whole = await sent('POST');
    expect(await statusOf({ ...whole, url: whole.url.replace('/answer', '/hangup') })).toBe(403);
  });

  it('of more than 32 kB is not read', async () => {
    const big = signedRequest('/answer', [...FORM, ['X', 'x'.repeat(33_000)]], NONCE);
    expect((await rig.app.request(big)).status).toBe(413);
  });

  it('that breaks off is a bad request', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    const { headers, url } = await sent('POST');
    const request = new Request(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    expect((await rig.app.request(request)).status).toBe(400);
  });

  it('that is refused leaves nothing behind', async () => {
    const fresh = await createRig();
    const whole = await sent('POST');
    await fresh.app.request(whole.url, { method: 'POST', body: whole.body });
    expect(await fresh.store.calls.recent(10)).toEqual([]);
  });
});
