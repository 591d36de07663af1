/** A telephone for tests that speaks SIP as bare text over a WebSocket, so that the exchange meets no friend's help. */
import { createHash, randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { openExchange } from './exchange.ts';
import { parseMessage, type SipMessage, type SipRequest, type SipResponse } from './message.ts';

type Place = { readonly wsUrl: string; readonly domain: string };
type Draft = {
  to?: string;
  toTag?: string;
  callId?: string;
  cseq?: number;
  branch?: string;
  lines?: string[];
  body?: string;
};

const PATIENCE_MS = 3000;
const token = () => randomBytes(6).toString('hex');
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

const newContact = () => `sip:${token()}@${token()}.invalid;transport=ws`;

/** Opens the socket; nothing is registered yet. A phone that reconnects keeps its contact. */
export async function openRawPhone({ wsUrl, domain }: Place, user: string, contact = newContact()) {
  const socket = new WebSocket(wsUrl, 'sip');
  const aor = `sip:${user}@${domain}`;
  const fromTag = token();
  const inbox: SipMessage[] = [];
  const waiting = new Set<() => void>();
  let seq = 0;
  socket.on('message', (data) => {
    const message = parseMessage(data.toString());
    if (message) inbox.push(message);
    for (const wake of [...waiting]) wake();
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

  /** Takes the first message that fits out of the inbox, waiting for it when it has not come yet. */
  async function take<T extends SipMessage>(fits: (message: SipMessage) => boolean): Promise<T> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const index = inbox.findIndex(fits);
      if (index >= 0) return inbox.splice(index, 1)[0] as T;
      await new Promise<void>((resolve, reject) => {
        waiting.add(resolve);
        signal.addEventListener('abort', () => reject(new Error(`${user} waited in vain`)), { once: true });
      });
      waiting.clear();
    }
  }

  /** Sends a request and returns its transaction: what is needed to answer, cancel or confirm it. */
  function request(method: string, uri: string, draft: Draft = {}) {
    seq += 1;
    const { callId = token(), cseq = seq, branch = `z9hG4bK${token()}`, lines = [], body = '' } = draft;
    const toTag = draft.toTag ? `;tag=${draft.toTag}` : '';
    socket.send(
      [
        `${method} ${uri} SIP/2.0`,
        `Via: SIP/2.0/WS client.invalid;branch=${branch}`,
        'Max-Forwards: 70',
        `From: <${aor}>;tag=${fromTag}`,
        `To: <${draft.to ?? uri}>${toTag}`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} ${method}`,
        `Contact: <${contact}>`,
        ...lines,
        `Content-Length: ${body.length}`,
        '',
        body,
      ].join('\r\n'),
    );
    return { method, uri, callId, cseq, branch };
  }

  const response = (callId: string, method: string, status?: number) =>
    take<SipResponse>(
      ({ status: given, headers }) =>
        given !== undefined &&
        headers['call-id'] === callId &&
        headers.cseq.method === method &&
        (status === undefined ? given > 100 : given === status),
    );

  /** Answers a challenge for the same request. `password` may be wrong on purpose. */
  function credentials(challenge: SipResponse, method: string, uri: string, password: string): string {
    const proxy = challenge.status === 407;
    const fields = challenge.headers[proxy ? 'proxy-authenticate' : 'www-authenticate']?.[0];
    const nonce = (fields?.nonce ?? '').replaceAll('"', '');
    const [nc, cnonce] = ['00000001', token()];
    const ha1 = md5(`${user}:${domain}:${password}`);
    const proof = md5(`${ha1}:${nonce}:${nc}:${cnonce}:auth:${md5(`${method}:${uri}`)}`);
    return `${proxy ? 'Proxy-Authorization' : 'Authorization'}: Digest username="${user}",realm="${domain}",nonce="${nonce}",uri="${uri}",response="${proof}",algorithm=MD5,qop=auth,nc=${nc},cnonce="${cnonce}"`;
  }

  /** Sends, answers the challenge, and gives the second transaction. */
  async function withCredentials(method: string, uri: string, password: string, draft: Draft = {}) {
    const first = request(method, uri, draft);
    const challenge = await response(first.callId, method);
    const lines = [...(draft.lines ?? []), credentials(challenge, method, uri, password)];
    return request(method, uri, { ...draft, callId: first.callId, lines });
  }

  return {
    contact,
    inbox,
    socket,
    take,
    request,
    response,
    withCredentials,

    async register(password: string, lines: string[] = []): Promise<SipResponse> {
      const draft = { to: aor, lines };
      const { callId } = await withCredentials('REGISTER', `sip:${domain}`, password, draft);
      return response(callId, 'REGISTER');
    },

    call: (called: string, password: string, draft: Draft = {}) =>
      withCredentials('INVITE', `sip:${called}@${domain}`, password, draft),

    incoming: (method: string) => take<SipRequest>((message) => message.method === method),

    answer(to: SipRequest, status: number, tag: string): void {
      const { via, from, cseq } = to.headers;
      const vias = via.map(({ protocol, host, port, params }) => {
        const at = port === undefined ? host : `${host}:${port}`;
        return `Via: SIP/2.0/${protocol} ${at};branch=${params.branch}`;
      });
      const toTag = to.headers.to.params.tag ?? tag;
      socket.send(
        [
          `SIP/2.0 ${status} Whatever`,
          ...vias,
          `From: <${from.uri}>;tag=${from.params.tag}`,
          `To: <${to.headers.to.uri}>;tag=${toTag}`,
          `Call-ID: ${to.headers['call-id']}`,
          `CSeq: ${cseq.seq} ${cseq.method}`,
          `Contact: <${contact}>`,
          'Content-Length: 0',
          '',
          '',
        ].join('\r\n'),
      );
    },

    closed: () =>
      new Promise<number>((resolve) => {
        if (socket.readyState === socket.CLOSED) resolve(1006);
        else socket.once('close', resolve);
      }),

    close: () => socket.terminate(),
  };
}

export type RawPhone = Awaited<ReturnType<typeof openRawPhone>>;

/** An exchange of its own and the phones opened at it, closed together. */
export async function openRig() {
  const exchange = await openExchange();
  const phones: RawPhone[] = [];
  const open = async (user: 'agent' | 'customer', contact?: string) => {
    const phone = await openRawPhone(exchange, user, contact);
    phones.push(phone);
    return phone;
  };
  return {
    exchange,
    open,
    async openRegistered(user: 'agent' | 'customer', contact?: string) {
      const phone = await open(user, contact);
      await phone.register(exchange.users[user].password);
      return phone;
    },
    async close() {
      for (const phone of phones) phone.close();
      await exchange.close();
    },
  };
}

export type Rig = Awaited<ReturnType<typeof openRig>>;
