/** Whatever is sent, signed by nobody: refused by name, never a 500, and no secret or number in the log. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NONCE_HEADER, SIGNATURE_HEADER } from './plivo/signature.ts';
import { AUTH_ID, createRig, type Rig, signedRequest } from './routes/rig.ts';

const PATHS = [
  '/sign-in',
  '/token',
  '/calls',
  '/answer',
  '/hangup',
  '/debug/calls',
  '/metrics',
  '/openapi.json',
  '/x',
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'];
const HEADERS = [
  'authorization',
  'content-type',
  'content-length',
  'origin',
  'x-forwarded-for',
  'x-request-id',
];

const headerValue = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    'Bearer x',
    'application/json',
    'multipart/form-data; boundary=x',
    '-1',
    '1e9',
    'null',
    ',',
  ),
);
const someRequest = fc.record({
  path: fc.constantFrom(...PATHS),
  query: fc.string({ maxLength: 60 }),
  method: fc.constantFrom(...METHODS),
  headers: fc.dictionary(fc.constantFrom(...HEADERS, SIGNATURE_HEADER, NONCE_HEADER), headerValue, {
    maxKeys: 5,
  }),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => Buffer.from(text)),
    fc.string().map((text) => Buffer.from(`CallUUID=${text}&X-PH-Dest=%&%ff`)),
  ),
});

async function statusOf(
  rig: Rig,
  { path, query, method, headers, body }: typeof someRequest extends fc.Arbitrary<infer T> ? T : never,
) {
  const known = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // What no HTTP client can send is not asked.
    if (/^[\t\x20-\x7e]*$/.test(value)) known.set(name, value);
  }
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const init = { method, headers: known, ...(hasBody && { body: new Uint8Array(body) }) };
  return (await rig.ask(`${path}?${encodeURI(query.toWellFormed())}`, init)).status;
}

describe('random requests', () => {
  it('from strangers are never a fault', async () => {
    const rig = await createRig({ REQUESTS_PER_MINUTE: '1000000' });
    const property = fc.asyncProperty(someRequest, async (request) => {
      expect(await statusOf(rig, request)).toBeLessThan(500);
    });
    await fc.assert(property, { numRuns: 3_000 });
    expect(await rig.store.calls.recent(1)).toEqual([]);
  });

  it('from an agent are never a fault', async () => {
    const rig = await createRig({ REQUESTS_PER_MINUTE: '1000000', TOKENS_PER_MINUTE: '1000000' });
    const signed = someRequest.map((one) => ({
      ...one,
      headers: {
        ...one.headers,
        authorization: `Bearer ${rig.keys.bob}`,
        'content-type': 'application/json',
      },
    }));
    const property = fc.asyncProperty(signed, async (request) => {
      expect(await statusOf(rig, request)).toBeLessThan(500);
    });
    await fc.assert(property, { numRuns: 1_000 });
  });

  it('that Plivo signed are never a fault, whatever they say', async () => {
    const rig = await createRig();
    const names = [
      'CallUUID',
      'From',
      'To',
      'Direction',
      'X-PH-Dest',
      'X-PH-Intent',
      'DialStatus',
      'TotalCost',
      'Duration',
    ];
    const values = [
      '0f5c1d7e-0000-4000-8000-00000000000a',
      `sip:bob0_${AUTH_ID}@phone.plivo.com`,
      '14155550100',
      '442079460018',
      'completed',
      'aaaaaaaaaaaaaaaaaaaa',
    ];
    const value = fc.oneof(
      fc.constantFrom(...values),
      fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    );
    const form = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 12 });
    const path = fc.constantFrom('/answer', '/hangup', '/answer?ring=1', '/hangup?a=%ff');
    const property = fc.asyncProperty(
      path,
      form,
      fc.constantFrom('GET', 'POST'),
      async (to, fields, method) => {
        const { status } = await rig.app.request(signedRequest(to, fields, '1', method));
        expect([200, 400]).toContain(status);
      },
    );
    await fc.assert(property, { numRuns: 1_000 });
  });
});

describe('the log of a whole day', () => {
  it('holds no key, no token and no number', async () => {
    const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.canary';
    const rig = await createRig({}, { plivo: { createToken: async () => ({ ok: true, value: token }) } });
    const numbers = ['442079460018', '442079460019', '442079460020'];
    await rig.as('bob', '/token');
    const { intent } = (await (await rig.reserve(`+${numbers[0]}`)).json()) as { intent: string };
    await rig.reserve('+14155550100');
    await rig.as('ada', '/debug/calls?source=plivo');
    await rig.ask(`/token?key=${rig.keys.bob}`, { headers: { authorization: `Bearer ${token}` } });
    const From = `sip:bob0_${AUTH_ID}@phone.plivo.com`;
    const call = { CallUUID: '0f5c1d7e-0000-4000-8000-00000000000a', To: '14155550100' };
    await rig.deliver('/answer', { ...call, From, 'X-PH-Dest': `${numbers[0]}`, 'X-PH-Intent': intent });
    await rig.deliver('/answer', { ...call, CallUUID: 'another-call', From: `${numbers[1]}` });
    await rig.deliver('/hangup', { ...call, From, HangupCauseName: 'Normal Hangup' });
    rig.store.calls.started = () =>
      Promise.reject(new Error(`${rig.keys.bob} may not call +${numbers[2]} by ${token}`));
    await rig.deliver('/answer', { ...call, CallUUID: 'third-call', From: `${numbers[2]}` });
    const text = rig.logged.join('');
    expect(rig.logged.length).toBeGreaterThan(10);
    for (const secret of [
      rig.keys.bob,
      rig.keys.ada,
      'canary',
      intent,
      rig.config.plivo.authToken,
      ...numbers,
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain('"callUuid":"0f5c1d7e-0000-4000-8000-00000000000a","agent":"bob0"');
  });
});
