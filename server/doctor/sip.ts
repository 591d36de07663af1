/** One REGISTER over a WebSocket (RFC 7118), as Plivo's SDK sends it, and its end: no SIP stack, no call. */
import { randomBytes } from 'node:crypto';

export type RegisterRequest = {
  /** wss:// (or ws://) addresses in the order they are tried. */
  readonly servers: readonly string[];
  /** `sub_iss`. */
  readonly username: string;
  readonly token: string;
  readonly timeoutMs: number;
};

export type RegisterOutcome =
  | { readonly kind: 'registered'; readonly server: string }
  /** `code`: X-Plivo-Jwt-Error-Code, when there was one. */
  | {
      readonly kind: 'refused';
      readonly server: string;
      readonly status: number;
      readonly code: number | null;
    }
  /** The WebSocket opened, and then nothing came. */
  | { readonly kind: 'silent'; readonly server: string }
  | { readonly kind: 'unreachable' };

const DOMAIN = 'phone.plivo.com';

/** Never rejects. What was registered is taken back before it resolves. */
export async function registerOnce({ servers, ...request }: RegisterRequest): Promise<RegisterOutcome> {
  for (const server of servers) {
    const socket = await open(server, request.timeoutMs);
    if (!socket) continue;
    const answer = await converse(socket, request);
    socket.close();
    if (!answer) return { kind: 'silent', server };
    const { status, code } = answer;
    return status === 200 ? { kind: 'registered', server } : { kind: 'refused', server, status, code };
  }
  return { kind: 'unreachable' };
}

/** Null when it does not open; an address that is none opens nothing either. */
async function open(server: string, timeoutMs: number): Promise<WebSocket | null> {
  if (!URL.canParse(server)) return null;
  return new Promise((resolve) => {
    const socket = new WebSocket(server, 'sip');
    const giveUp = () => {
      socket.close();
      resolve(null);
    };
    const timer = setTimeout(giveUp, timeoutMs);
    const settle = (opened: WebSocket | null) => {
      clearTimeout(timer);
      resolve(opened);
    };
    socket.addEventListener('open', () => settle(socket));
    socket.addEventListener('error', () => settle(null));
  });
}

type FinalResponse = { readonly status: number; readonly code: number | null };

function converse(
  socket: WebSocket,
  request: Omit<RegisterRequest, 'servers'>,
): Promise<FinalResponse | null> {
  const register = writer(request);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), request.timeoutMs);
    const settle = (answer: FinalResponse | null) => {
      clearTimeout(timer);
      resolve(answer);
    };
    socket.addEventListener('message', ({ data }) => {
      const answer = finalResponse(String(data));
      if (!answer) return;
      if (answer.status === 200) socket.send(register(0));
      settle(answer);
    });
    socket.addEventListener('close', () => settle(null));
    socket.send(register(60));
  });
}

/** A final response to a REGISTER; null for anything else that a switch says. */
function finalResponse(text: string): FinalResponse | null {
  const status = Number(/^SIP\/2\.0 (\d{3}) /.exec(text)?.[1] ?? 0);
  if (status < 200 || !/^CSeq:\s*\d+ REGISTER\s*$/im.test(text)) return null;
  const code = /^X-Plivo-Jwt-Error-Code:\s*(\d+)/im.exec(text)?.[1];
  return { status, code: code === undefined ? null : Number(code) };
}

/** Each REGISTER it writes belongs to the same binding; 0 s takes that back. */
function writer({ username, token }: Omit<RegisterRequest, 'servers'>): (expiresSeconds: number) => string {
  const word = () => randomBytes(6).toString('hex');
  const [host, callId, tag, contact] = [`${word()}.invalid`, word(), word(), word()];
  let sequence = 0;
  return (expiresSeconds) => {
    sequence += 1;
    return [
      `REGISTER sip:${DOMAIN} SIP/2.0`,
      `Via: SIP/2.0/WSS ${host};branch=z9hG4bK${word()}`,
      'Max-Forwards: 70',
      `From: <sip:${username}@${DOMAIN}>;tag=${tag}`,
      `To: <sip:${username}@${DOMAIN}>`,
      `Call-ID: ${callId}`,
      `CSeq: ${sequence} REGISTER`,
      `Contact: <sip:${contact}@${host};transport=ws>`,
      `Expires: ${expiresSeconds}`,
      `X-Plivo-Jwt: ${token}`,
      'User-Agent: offhook-doctor',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
  };
}
