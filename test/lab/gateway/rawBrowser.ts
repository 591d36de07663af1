/** SIP over a WebSocket by hand: what no honest browser would send, and answers to the letter. */
import { createHash, randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';

export type Answer = { readonly status: number; readonly headers: readonly string[] };

export type RawBrowser = {
  /** Sends a whole request, whose lines are joined here, and resolves with its final answer. */
  ask(lines: readonly string[], body?: string): Promise<Answer>;
  /** Sends bytes as they are. */
  send(bytes: Buffer): void;
  /** Whether the other side has not closed it. */
  isOpen(): boolean;
  /** Resolves when it is closed, by whomever. */
  readonly closed: Promise<void>;
  close(): void;
};

/** Rejects with the HTTP status when the handshake is refused. `from`: the loopback address that it comes from. */
export async function openRawBrowser(url: string, origin: string, from = '127.0.0.1'): Promise<RawBrowser> {
  const socket = new WebSocket(url, 'sip', { origin, localAddress: from, rejectUnauthorized: false });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve).on('error', reject);
    socket.on('unexpected-response', (_, response) => reject(new Error(`HTTP ${response.statusCode}`)));
  });
  return {
    ask: (lines, body = '') =>
      new Promise((resolve) => {
        socket.on('message', function read(data) {
          const [first = '', ...headers] = String(data).split('\r\n');
          const status = Number(first.split(' ')[1]);
          if (!first.startsWith('SIP/2.0') || status < 200) return;
          socket.off('message', read);
          resolve({ status, headers });
        });
        socket.send([...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
      }),
    send: (bytes) => socket.send(bytes),
    closed: new Promise((resolve) => socket.on('close', () => resolve())),
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => socket.terminate(),
  };
}

export type RequestWords = {
  readonly method: string;
  readonly uri: string;
  readonly from: string;
  readonly to?: string;
  readonly cseq?: number;
  readonly callId?: string;
};

/** The lines that every request has. */
export function request({ method, uri, from, to = from, cseq = 1, callId }: RequestWords): string[] {
  const token = randomBytes(6).toString('hex');
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS ${token}.invalid;branch=z9hG4bK${token}`,
    'Max-Forwards: 70',
    `From: <${from}>;tag=${token}`,
    `To: <${to}>`,
    `Call-ID: ${callId ?? token}`,
    `CSeq: ${cseq} ${method}`,
    `Contact: <sip:${token}@${token}.invalid;transport=ws>`,
  ];
}

/** The header that answers a challenge (RFC 2617, MD5 with qop=auth). */
export function credentials(
  answer: Answer,
  as: { user: string; password: string; method: string; uri: string },
): string {
  const challenge = answer.headers.find((line) => /^(WWW|Proxy)-Authenticate:/i.test(line)) ?? '';
  const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const [realm, nonce, cnonce] = [field('realm'), field('nonce'), 'c0ffee'];
  const ha1 = md5(`${as.user}:${realm}:${as.password}`);
  const response = md5(`${ha1}:${nonce}:00000001:${cnonce}:auth:${md5(`${as.method}:${as.uri}`)}`);
  const name = challenge.startsWith('WWW') ? 'Authorization' : 'Proxy-Authorization';
  return (
    `${name}: Digest username="${as.user}", realm="${realm}", nonce="${nonce}", uri="${as.uri}", ` +
    `response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="${cnonce}"`
  );
}
