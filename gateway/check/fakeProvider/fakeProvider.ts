/** For tests: a provider on loopback, over UDP, TCP or TLS, with the manners it is given and a record of what it heard. */
import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { createFramer } from '../sip/framer.ts';
import {
  formatMessage,
  header,
  parseMessage,
  responseTo,
  type SipMessage,
  type SipRequest,
} from '../sip/message.ts';
import { type AnsweredCall, answerCall } from './answeredCall.ts';
import { createMangler } from './mangler.ts';
import { GOOD_CHALLENGE, type Manners } from './manners.ts';

export type FakeProvider = {
  readonly port: number;
  /** Every request, in the order it came; what was lost on the way is not here. */
  readonly heard: readonly SipRequest[];
  methods(): string[];
  close(): Promise<void>;
};

type Send = (message: SipMessage) => void;

export async function startFakeProvider(manners: Manners): Promise<FakeProvider> {
  const heard: SipRequest[] = [];
  const calls = new Map<string, AnsweredCall>();
  const reply = createReply(manners, calls);
  const mangle = manners.mangles === undefined ? null : createMangler(manners.mangles);
  let lost = 0;
  const take: Take = (message, sendWhole, sendBytes) => {
    const send: Send = mangle ? (answer) => sendBytes(mangle(formatMessage(answer))) : sendWhole;
    if (message?.kind !== 'request') return;
    if (lost < (manners.losesFirst ?? 0)) {
      lost += 1;
      return;
    }
    heard.push(message);
    if (manners.says === 'garbage') sendBytes('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    else if (manners.says !== 'nothing') reply(message, send);
  };
  const door = manners.transport === 'udp' ? await listenUdp(take) : await listenStream(manners, take);
  return {
    port: door.port,
    heard,
    methods: () => heard.map(({ method }) => method),
    async close() {
      for (const call of calls.values()) call.end();
      await door.close();
    },
  };
}

type Take = (message: SipMessage | null, send: Send, sendBytes: (text: string) => void) => void;
type Door = { readonly port: number; close(): Promise<void> };

async function listenUdp(take: Take): Promise<Door> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, { port, address }) => {
    const sendBytes = (text: string) => socket.send(text, port, address);
    take(parseMessage(bytes), (message) => sendBytes(formatMessage(message)), sendBytes);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

async function listenStream({ tls }: Manners, take: Take): Promise<Door> {
  const open = new Set<Socket>();
  const serve = (socket: Socket) => {
    open.add(socket);
    const frame = createFramer();
    const sendBytes = (text: string) => void socket.write(text);
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      for (const message of frame(chunk).messages)
        take(message, (answer) => sendBytes(formatMessage(answer)), sendBytes);
    });
  };
  // Debian's OpenSSL speaks TLS 1.1 only when asked to forget its security level.
  const old = tls?.maxVersion ? ({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const) : {};
  const server = tls ? createTlsServer({ ...tls, ...old }, serve) : createServer(serve);
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

const REALM = 'provider.example';

function createReply(manners: Manners, calls: Map<string, AnsweredCall>) {
  const mayPass = createGate(manners);
  return (request: SipRequest, send: Send): void => {
    const callId = header(request, 'call-id') ?? '';
    const status = manners.refuses?.[request.method] ?? manners.refuses?.['*'];
    if (request.method === 'ACK') calls.get(callId)?.confirm();
    else if (status) send(responseTo(request, status, 'No', { toTag: 'fake' }));
    else if (['CANCEL', 'BYE'].includes(request.method)) finish(request, send, calls.get(callId));
    else if (!mayPass(request, send)) return;
    else if (request.method !== 'INVITE') send(responseTo(request, 200, 'OK', { toTag: 'fake' }));
    else if (!calls.has(callId)) calls.set(callId, answerCall(request, send, manners));
  };
}

/** False: the request was challenged instead. */
function createGate(manners: Manners) {
  let staleLeft = manners.hasStaleNonce ? 1 : 0;
  return (request: SipRequest, send: Send): boolean => {
    if (!manners.login || !['REGISTER', 'INVITE'].includes(request.method)) return true;
    const isStale = staleLeft > 0 && hasCredentials(request);
    if (!isStale && isRight(request, manners)) return true;
    if (isStale) staleLeft -= 1;
    if (manners.triesFirst) send(responseTo(request, 100, 'Trying'));
    challenge(request, send, manners, isStale);
    return false;
  };
}

function finish(request: SipRequest, send: Send, call: AnsweredCall | undefined): void {
  send(responseTo(request, call ? 200 : 481, call ? 'OK' : 'Unknown', { toTag: 'fake' }));
  if (request.method === 'CANCEL') call?.cancel();
  else call?.end();
}

function challenge(
  request: SipRequest,
  send: Send,
  { challenge: asked = GOOD_CHALLENGE }: Manners,
  isStale: boolean,
) {
  const name = asked.status === 401 ? 'www-authenticate' : 'proxy-authenticate';
  const nonce = isStale ? 'nonce-2' : 'nonce-1';
  const value = `Digest realm="${REALM}", nonce="${nonce}", algorithm=${asked.algorithm}${asked.qop ? ', qop="auth"' : ''}${isStale ? ', stale=true' : ''}`;
  send(responseTo(request, asked.status, 'Who are you', { toTag: 'fake', headers: [[name, value]] }));
}

function hasCredentials(request: SipRequest): boolean {
  return (
    header(request, 'authorization') !== undefined || header(request, 'proxy-authorization') !== undefined
  );
}

/** RFC 7616 §3.4.1 by hand, so that the client is not measured with its own ruler. */
function isRight(request: SipRequest, { login, challenge: asked = GOOD_CHALLENGE }: Manners): boolean {
  const text = header(request, asked.status === 401 ? 'authorization' : 'proxy-authorization');
  if (!text || !login) return false;
  const field = (name: string) => new RegExp(`[ ,]${name}="?([^",]*)`).exec(text)?.[1] ?? '';
  const hash = (...parts: string[]) =>
    createHash(asked.algorithm === 'SHA-256' ? 'sha256' : 'md5')
      .update(parts.join(':'))
      .digest('hex');
  const [ha1, ha2] = [hash(login.username, REALM, login.password), hash(request.method, request.uri)];
  const middle = asked.qop ? [field('nc'), field('cnonce'), 'auth'] : [];
  return field('response') === hash(ha1, field('nonce'), ...middle, ha2);
}
