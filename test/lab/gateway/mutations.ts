/** SIP messages as no honest sender writes them: whole ones with something broken, the same ones for the same seed. */
import { randomBytes } from 'node:crypto';

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const JUNK = [
  '\0',
  '\r\n',
  '\r\n\r\n',
  '%s%n',
  '<',
  '"',
  ';',
  '[::1',
  '4294967296',
  '-1',
  ':',
  'a=',
  'm=audio 0 ',
  '\xff\xfe',
];
type Random = () => number;
const at = (random: Random, text: string) => Math.floor(random() * text.length);

const BREAKS: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, at(random, text)),
  (text, random) => {
    const from = at(random, text);
    return text.slice(0, from) + text.slice(from + 1 + Math.floor(random() * 40));
  },
  (text, random) => {
    const from = at(random, text);
    return text.slice(0, from) + JUNK[Math.floor(random() * JUNK.length)] + text.slice(from);
  },
  (text, random) => {
    const from = at(random, text);
    return text.slice(0, from) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(from + 1);
  },
  (text, random) => {
    const lines = text.split('\r\n');
    const line = Math.floor(random() * lines.length);
    return lines
      .flatMap((one, index) =>
        index === line ? Array<string>(2 + Math.floor(random() * 60)).fill(one) : [one],
      )
      .join('\r\n');
  },
  (text, random) =>
    text.replace(/\d+/g, (digits) => (random() < 0.1 ? '9'.repeat(1 + Math.floor(random() * 30)) : digits)),
  (text, random) => {
    const from = at(random, text);
    return text.slice(0, from) + 'x'.repeat(Math.floor(random() * 5000)) + text.slice(from);
  },
];

/** One to three things broken. */
export function mutate(text: string, random: Random): Buffer {
  let broken = text;
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1)
    broken = BREAKS[Math.floor(random() * BREAKS.length)]?.(broken, random) ?? broken;
  return Buffer.from(broken.slice(0, 30_000), 'latin1');
}

const SDP = (profile: string, more: readonly string[]) =>
  [
    ...['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'],
    ...[
      `m=audio 40000 ${profile} 111 0 8 101`,
      'a=rtpmap:111 opus/48000/2',
      'a=rtpmap:101 telephone-event/8000',
      'a=sendrecv',
    ],
    ...more,
    '',
  ].join('\r\n');

export const PLAIN_SDP = SDP('RTP/AVP', ['a=ptime:20', 'a=rtcp:40001']);
export const BROWSER_SDP = SDP('UDP/TLS/RTP/SAVPF', [
  ...['a=setup:actpass', 'a=mid:0', 'a=rtcp-mux', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx'],
  'a=candidate:1 1 udp 2122260223 127.0.0.1 40000 typ host',
  `a=fingerprint:sha-256 ${Array<string>(32).fill('AB').join(':')}`,
]);

/** A whole message; `lines` without the body's headers. */
export function withBody(lines: readonly string[], body: string): string {
  const about = body ? ['Content-Type: application/sdp'] : [];
  return [...lines, ...about, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

/** What a provider's side may say, of a call that nobody knows. */
export function providerMessages(number: string, gateway: string): readonly string[] {
  const token = randomBytes(6).toString('hex');
  const lines = (first: string, method: string) => [
    first,
    `Via: SIP/2.0/UDP 127.0.1.1:5060;branch=z9hG4bK${token};rport`,
    'Max-Forwards: 70',
    `From: "A" <sip:+442079460018@127.0.1.1>;tag=${token}`,
    `To: <sip:${number}@${gateway}>`,
    `Call-ID: ${token}`,
    `CSeq: 1 ${method}`,
    'Contact: <sip:a@127.0.1.1:5060>',
  ];
  const route = `Route: <sip:${gateway};lr;mark=${token};trunk=acme;media=rtp>`;
  const request = (method: string) => lines(`${method} sip:${number}@${gateway} SIP/2.0`, method);
  return [
    withBody(request('INVITE'), PLAIN_SDP),
    withBody(request('OPTIONS'), ''),
    ...['BYE', 'ACK', 'CANCEL', 'INFO'].map((method) => withBody([...request(method), route], '')),
    withBody(lines('SIP/2.0 200 OK', 'INVITE'), PLAIN_SDP),
  ];
}
