/** Our reading of signature V3 against Plivo's own library, which is used for nothing else. */
import { validateV3Signature } from 'plivo';
import { describe, expect, it } from 'vitest';
import { isFromPlivo, type Parameters, type Signed, sign } from './signature.ts';

const SETS = 10_000;
const TOKEN = 'c2VjcmV0LW9mLXRoZS1vcmFjbGU';

/** Numbers that look random and are the same in every run (Marsaglia's xorshift). */
function createDice(seed: number) {
  let state = seed;
  const roll = (sides: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
  return { roll, pick: <T>(from: readonly T[]) => from[roll(from.length)] as T };
}
type Dice = ReturnType<typeof createDice>;

const HOSTS = [
  'calls.example.com',
  'calls.example.com:8443',
  '127.0.0.1:3000',
  'x.example',
  'calls.example.com:443',
];
const PATHS = ['/answer', '/hangup', '/phone/answer', '/a/b/c.d/answer', '/%C3%A5/answer'];
const NAMES = [
  'CallUUID',
  'From',
  'To',
  'X-PH-Dest',
  'x-ph-dest',
  'Direction',
  'a',
  'A',
  'Ä',
  '日本',
  'b[]',
  ' ',
  '0',
  '10',
  '2',
];
const PIECES = [
  '',
  '+442079460018',
  'sip:ab12_MA@phone.plivo.com',
  'é',
  '💬',
  '=',
  '&',
  '?',
  '.',
  ',',
  '%',
  '%41',
  ' ',
  '<>"\'',
  '\n',
  'Z',
  'a',
];

const someText = (dice: Dice) => Array.from({ length: dice.roll(4) }, () => dice.pick(PIECES)).join('');
const someParameters = (dice: Dice): Parameters =>
  Array.from({ length: dice.roll(6) }, () => [dice.pick(NAMES), someText(dice)] as const);

function someDelivery(dice: Dice) {
  const method = dice.pick(['GET', 'POST'] as const);
  const url = `https://${dice.pick(HOSTS)}${dice.pick(PATHS)}`;
  const query = dice.roll(2) === 0 ? someParameters(dice) : [];
  const body = method === 'POST' ? someParameters(dice) : [];
  const nonce = Array.from({ length: 1 + dice.roll(24) }, () => dice.pick([...'0123456789abcXYZ-'])).join('');
  return { signed: { method, url, query, body } satisfies Signed, nonce };
}

/** As a server built on Plivo's library hands it over: the address as it was called, the form with lists for repeats. */
function oracle(
  { method, url, query, body }: Signed,
  nonce: string,
  signature: string,
  token = TOKEN,
): boolean {
  const form: Record<string, string | string[]> = {};
  for (const [name, value] of body) {
    const before = form[name];
    form[name] = before === undefined ? value : [before, value].flat();
  }
  const written = query
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const address = written ? `${url}?${written}` : url;
  return validateV3Signature(method, address, nonce, token, signature, form) === true;
}

/** One character of one value, name, address or nonce is another. */
function changed(signed: Signed, nonce: string, dice: Dice): { signed: Signed; nonce: string } {
  const flip = (text: string) => {
    const characters = [...text];
    const at = dice.roll(characters.length + 1);
    characters[at] = characters[at] === 'q' ? 'w' : 'q';
    return characters.join('');
  };
  const part = dice.pick(['url', 'nonce', 'query', 'body'] as const);
  if (part === 'nonce') return { signed, nonce: flip(nonce) };
  if (part === 'url')
    return { signed: { ...signed, url: `https://calls.example.com/${flip('answer')}` }, nonce };
  const list = signed[part];
  const at = dice.roll(list.length);
  const other = list.map(([name, value], index) =>
    index === at ? ([name, flip(value)] as const) : ([name, value] as const),
  );
  return { signed: { ...signed, [part]: list.length === 0 ? [['q', 'q']] : other }, nonce };
}

describe('signature V3', () => {
  it(`agrees with Plivo's own library on ${SETS} random deliveries and on a change in each`, () => {
    const dice = createDice(20_261_121);
    const disagreements = Array.from({ length: SETS }, () => someDelivery(dice)).filter(
      ({ signed, nonce }) => {
        const signature = sign(signed, nonce, TOKEN);
        const list = dice.roll(3) === 0 ? `${sign(signed, nonce, 'another')},${signature}` : signature;
        const other = changed(signed, nonce, dice);
        const agree =
          isFromPlivo(signed, { signature: list, nonce }, TOKEN) &&
          oracle(signed, nonce, list) &&
          !isFromPlivo(other.signed, { signature: list, nonce: other.nonce }, TOKEN) &&
          !oracle(other.signed, other.nonce, list);
        return !agree;
      },
    );
    expect(disagreements).toEqual([]);
  });

  it('of a GET is the same whether a parameter stands in the query or beside it', () => {
    const all: Parameters = [
      ['From', 'a'],
      ['CallUUID', 'b'],
      ['From', 'A'],
    ];
    const url = 'https://calls.example.com/answer';
    const inQuery: Signed = { method: 'GET', url, query: all, body: [] };
    const beside: Signed = { method: 'GET', url, query: [], body: all };
    expect(sign(inQuery, '1', TOKEN)).toBe(sign(beside, '1', TOKEN));
    expect(oracle(beside, '1', sign(inQuery, '1', TOKEN))).toBe(true);
  });

  it('is never made by an empty auth token, which Plivo’s library accepts', () => {
    const signed: Signed = {
      method: 'POST',
      url: 'https://calls.example.com/answer',
      query: [],
      body: [['a', 'b']],
    };
    const signature = sign(signed, '1', '');
    expect(oracle(signed, '1', signature, '')).toBe(true);
    expect(isFromPlivo(signed, { signature, nonce: '1' }, '')).toBe(false);
  });
});
