// Nobody learns from the answers which agents there are: not from their words, and not from how long they take.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentials, openRawBrowser, type RawBrowser, request } from './rawBrowser.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const ORIGIN = 'http://127.0.0.1:1';
const PAIRS = 250;
const WARM_UP = 50;
/** Of all pairs, how often one of both may be the slower: chance alone leaves this band once in ten million runs. */
const LEAST = 0.33;

let ground: LabGround;
let gateway: GatewayRig;
let browser: RawBrowser;

beforeAll(async () => {
  ground = await openGround();
  gateway = await ground.gateway({
    origins: [ORIGIN],
    environment: { SIP_CREDENTIAL_SECRET: randomBytes(32).toString('hex') },
    providers: 'providers:\n  acme: { host: 127.0.1.1, port: 5060, mode: ip }\n',
  });
  browser = await openRawBrowser(`ws://127.0.0.1:${gateway.settings.ports.ws}`, ORIGIN);
});
afterAll(async () => {
  browser?.close();
  await ground?.stop();
});

type Method = 'REGISTER' | 'INVITE';
const uriOf = (method: Method) => (method === 'REGISTER' ? `sip:${REALM}` : `sip:+442079460018@${REALM}`);

/** One guess: the challenge, then a wrong password. What was answered, and how long the second answer took. */
async function guess(method: Method, user: string) {
  const name = /^[a-z0-9]+$/.test(user) ? user : 'alice'; // a colon has no place in From
  const words = { method, uri: uriOf(method), from: `sip:${name}@${REALM}` };
  const challenge = await browser.ask(request(words));
  const signed = credentials(challenge, { user, password: 'wrong', method, uri: words.uri });
  const lines = [...request({ ...words, cseq: 2 }), signed];
  const since = performance.now();
  const answer = await browser.ask(lines);
  return {
    ms: performance.now() - since,
    answers: [challenge, answer].map(({ status, headers }) =>
      [status, ...headers.filter(isNotOwn)].map(withoutNonce),
    ),
  };
}
/** What differs between any two answers: the request's own lines, and the nonce. */
const isNotOwn = (line: string) => !/^(Via|From|To|Call-ID):/.test(line);
const withoutNonce = (line: string | number) => String(line).replace(/nonce="[^"]*"/, '');

/** As long as the known name, and another one each time: nothing of it is remembered. */
const unknown = () => createHash('md5').update(randomBytes(8)).digest('hex').slice(0, 'alice'.length);

describe.each<Method>(['REGISTER', 'INVITE'])('guessing by %s', (method) => {
  it('reads the same for a name that is there and one that is not', async () => {
    const known = await guess(method, 'alice');
    for (const name of [unknown(), 'alice::provider', '1900000000:alice', '9999999999:alice', 'a'.repeat(64)])
      expect((await guess(method, name)).answers).toEqual(known.answers);
    expect(known.answers.map(([status]) => status)).toEqual(
      method === 'REGISTER' ? ['401', '401'] : ['407', '407'],
    );
  });

  it('takes as long for a name that is there as for one that is not', async () => {
    for (let tries = 0; tries < WARM_UP; tries += 1) await guess(method, unknown());
    const slower = await slowerOf(method, PAIRS);
    process.stdout.write(`${method}: the known name was the slower in ${slower} of ${PAIRS} pairs\n`);
    expect(slower / PAIRS).toBeGreaterThan(LEAST);
    expect(slower / PAIRS).toBeLessThan(1 - LEAST);
  });
});

/** In how many pairs the name that is there was answered later. Which is asked first changes: it finds other caches. */
async function slowerOf(method: Method, pairs: number): Promise<number> {
  let slower = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    const names = pair % 2 === 0 ? ['alice', unknown()] : [unknown(), 'alice'];
    const times = new Map<string, number>();
    for (const name of names)
      times.set(name === 'alice' ? 'known' : 'unknown', (await guess(method, name)).ms);
    if ((times.get('known') ?? 0) > (times.get('unknown') ?? 0)) slower += 1;
  }
  return slower;
}
