/**
 * Plivo's browser SDK reduced to its SIP, as bare text over a WebSocket: the same headers, the same offer with stray
 * carriage returns, no media. What the real SDK makes of the lab is test/lab/contract/'s business.
 */
import { randomBytes } from 'node:crypto';
import type { SipRequest, SipResponse } from '../../demo/exchange/message.ts';
import { openRawPhone } from '../../demo/exchange/rawPhone.ts';

const DOMAIN = 'phone.plivo.com';

export type PlivoPhoneOptions = {
  readonly wsUrl: string;
  /** `sub_iss`. */
  readonly username: string;
  readonly token: string;
  readonly plivoNumber: string;
};

/** A call as its caller holds it. `latest`: the last response to the INVITE above 100. */
export type PlacedCall = {
  readonly latest: SipResponse;
  readonly callUuid: string;
  /** Waits for a 200 and confirms it. */
  answered(): Promise<void>;
  sendDigit(digit: string): Promise<SipResponse>;
  hangUp(): Promise<SipResponse>;
  cancel(): Promise<SipResponse>;
};

export async function openPlivoPhone(options: PlivoPhoneOptions) {
  const { wsUrl, username, token, plivoNumber } = options;
  const phone = await openRawPhone({ wsUrl, domain: DOMAIN }, username);
  const target = `sip:${plivoNumber}@${DOMAIN}`;

  async function call(destination: string, headers: readonly string[] = []): Promise<PlacedCall> {
    const lines = [
      `X-PH-Dest: ${destination}`,
      ...headers,
      `X-Plivo-Jwt: ${token}`,
      'Content-Type: application/sdp',
    ];
    const { callId, cseq, branch } = phone.request('INVITE', target, { lines, body: offer() });
    let latest = await phone.response(callId, 'INVITE');
    const inDialog = (method: string, extra: readonly string[] = [], body = '') => {
      const draft = { callId, to: target, lines: [...routes(latest), ...extra], body };
      return phone.request(method, contactOf(latest), { ...draft, ...tagOf(latest) });
    };
    return {
      latest,
      callUuid: String(latest.headers['x-calluuid'] ?? ''),
      async answered() {
        if (latest.status !== 200) latest = await phone.response(callId, 'INVITE', 200);
        const draft = { callId, cseq, to: target, lines: routes(latest) };
        phone.request('ACK', contactOf(latest), { ...draft, ...tagOf(latest) });
      },
      sendDigit(digit) {
        inDialog('INFO', ['Content-Type: application/dtmf-relay'], `Signal=${digit}\r\nDuration=100\r\n`);
        return phone.response(callId, 'INFO');
      },
      hangUp() {
        inDialog('BYE');
        return phone.response(callId, 'BYE');
      },
      cancel() {
        phone.request('CANCEL', target, { callId, cseq, branch });
        return phone.response(callId, 'INVITE', 487);
      },
    };
  }

  async function register(jwt = token, expiresSeconds = 120): Promise<SipResponse> {
    const lines = [`Expires: ${expiresSeconds}`, `X-Plivo-Jwt: ${jwt}`];
    const to = `sip:${username}@${DOMAIN}`;
    const { callId } = phone.request('REGISTER', `sip:${DOMAIN}`, { to, lines });
    return phone.response(callId, 'REGISTER');
  }

  return {
    call,
    async ask(method: 'OPTIONS' | 'MESSAGE') {
      const { callId } = phone.request(method, `sip:admin@${DOMAIN}`);
      return phone.response(callId, method);
    },
    register,
    unregister: () => register(token, 0),
    incoming: (method: string): Promise<SipRequest> => phone.incoming(method),
    answer: (request: SipRequest, status: number) => phone.answer(request, status, 'agent'),
    close: phone.close,
  };
}

export type PlivoPhone = Awaited<ReturnType<typeof openPlivoPhone>>;

const contactOf = ({ headers }: SipResponse) =>
  (headers.contact !== '*' && headers.contact?.[0]?.uri) || `sip:${DOMAIN}`;

function tagOf({ headers }: SipResponse): { toTag?: string } {
  const { tag } = headers.to.params;
  return tag ? { toTag: tag } : {};
}

/** RFC 3261 §12.1.2: the caller's route set is Record-Route in reverse. */
function routes({ headers }: SipResponse): string[] {
  return (headers['record-route'] ?? []).toReversed().flatMap(({ uri }) => {
    if (typeof uri !== 'object') return [];
    const params = Object.entries(uri.params).map(([name, value]) =>
      value === null ? name : `${name}=${value}`,
    );
    return [`Route: <${[`sip:${uri.host}:${uri.port}`, ...params].join(';')}>`];
  });
}

/** As the SDK sends it: Opus and PCMU listed, the other codecs' lines torn out and their carriage returns left behind. */
function offer(): string {
  const fingerprint = randomBytes(32).toString('hex').toUpperCase().match(/../g)?.join(':');
  return [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
    'c=IN IP4 127.0.0.1',
    'a=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    `a=fingerprint:sha-256 ${fingerprint}`,
    'a=setup:actpass',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    '\r',
    'a=rtpmap:63 red/48000/2\r',
    'a=rtpmap:0 PCMU/8000',
    '\r\r',
    'a=rtpmap:126 telephone-event/8000',
    '',
  ].join('\r\n');
}
