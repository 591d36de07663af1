/** An agent's browser as far as signalling goes: many calls over one WebSocket, without sound. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { BROWSER_SDP, withBody } from '../../test/lab/gateway/mutations.ts';
import { credentials } from '../../test/lab/gateway/rawBrowser.ts';

export type Agent = { readonly user: string; readonly password: string; readonly realm: string };
export type UpCall = {
  /** From the first INVITE to the 200. */
  readonly ms: number;
  hangUp(): Promise<void>;
};
type Response = { readonly status: number; readonly headers: readonly string[] };

export async function openCaller(url: string, origin: string, agent: Agent) {
  const socket = new WebSocket(url, 'sip', { origin });
  await once(socket, 'open');
  const waiting = new Map<string, (response: Response) => void>();
  socket.on('message', (data) => {
    const [first = '', ...headers] = (String(data).split('\r\n\r\n')[0] ?? '').split('\r\n');
    const status = Number(first.split(' ')[1]);
    if (!first.startsWith('SIP/2.0') || status < 200) return;
    waiting.get(keyOf(headers))?.({ status, headers });
  });
  const ask = (lines: readonly string[], body = '') =>
    new Promise<Response>((resolve) => {
      waiting.set(keyOf(lines), resolve);
      socket.send(withBody(lines, body));
    });
  return {
    call: (number: string) => placeCall(number, agent, ask, (lines) => socket.send(withBody(lines, ''))),
    close: () => socket.terminate(),
  };
}

type Ask = (lines: readonly string[], body?: string) => Promise<Response>;

async function placeCall(
  number: string,
  agent: Agent,
  ask: Ask,
  send: (lines: readonly string[]) => void,
): Promise<UpCall> {
  const { user, password, realm } = agent;
  const uri = `sip:${number}@${realm}`;
  const token = randomBytes(6).toString('hex');
  const lines = (method: string, cseq: number, target: string, to: string, more: readonly string[]) => [
    `${method} ${target} SIP/2.0`,
    `Via: SIP/2.0/WS ${token}.invalid;branch=z9hG4bK${token}${cseq}${method}`,
    ...[
      'Max-Forwards: 70',
      `From: <sip:${user}@${realm}>;tag=${token}`,
      to,
      `Call-ID: ${token}`,
      `CSeq: ${cseq} ${method}`,
    ],
    `Contact: <sip:${token}@${token}.invalid;transport=ws>`,
    ...more,
  ];
  const since = performance.now();
  let [cseq, answer] = [1, await ask(lines('INVITE', 1, uri, `To: <${uri}>`, []), BROWSER_SDP)];
  if (answer.status === 407) {
    send(lines('ACK', 1, uri, header(answer, 'To'), []));
    const signed = credentials(answer, { user, password, method: 'INVITE', uri });
    cseq = 2;
    answer = await ask(lines('INVITE', 2, uri, `To: <${uri}>`, [signed]), BROWSER_SDP);
  }
  if (answer.status !== 200) throw new Error(`A call of the bench was answered with ${answer.status}.`);
  const ms = performance.now() - since;
  const target = /<([^>]+)>/.exec(header(answer, 'Contact'))?.[1] ?? uri;
  const routes = answer.headers
    .filter((line) => /^Record-Route:/i.test(line))
    .flatMap((line) => line.slice('Record-Route:'.length).split(','))
    .reverse()
    .map((route) => `Route: ${route.trim()}`);
  send(lines('ACK', cseq, target, header(answer, 'To'), routes));
  return {
    ms,
    async hangUp() {
      const { status } = await ask(lines('BYE', cseq + 1, target, header(answer, 'To'), routes));
      if (status !== 200) throw new Error(`A BYE of the bench was answered with ${status}.`);
    },
  };
}

const header = ({ headers }: Response, name: string) =>
  headers.find((line) => line.startsWith(`${name}:`)) ?? '';
/** Call-ID and CSeq tell whose answer it is. */
const keyOf = (lines: readonly string[]) =>
  lines
    .filter((line) => /^(Call-ID|CSeq):/i.test(line))
    .sort()
    .join();
