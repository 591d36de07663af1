/**
 * The voicemail lamp (RFC 3842): subscribed to once a socket is registered, and taken unasked from servers that send it
 * so. A server that does not offer it says so once and is left alone.
 */
import type { UA } from 'jssip/lib/UA';
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { Voicemail } from '../../call/state.ts';
import { parseMessageSummary } from './messageSummary.ts';

const EVENT = 'message-summary';
const ACCEPT = 'application/simple-message-summary';

/** JsSIP's TERMINATED code for a SUBSCRIBE that met a closed socket: nobody refused anything. */
const TRANSPORT_ERROR = 1;

type SipEvent = { readonly event?: { readonly event: string }; readonly request: { readonly body?: string } };

export type VoicemailParts = {
  readonly ua: UA;
  readonly credentials: Pick<SipCredentials, 'user' | 'domain' | 'headers'>;
  readonly counted: (voicemail: Voicemail) => void;
};

export function followVoicemail({ ua, credentials, counted }: VoicemailParts): void {
  const { user, domain, headers = [] } = credentials;
  const target = `sip:${encodeURIComponent(user)}@${domain}`;
  let isNewSocket = false;
  let isRefused = false;
  let current: ReturnType<UA['subscribe']> | null = null;

  const take = (body = '') => {
    const voicemail = parseMessageSummary(body);
    if (voicemail) counted(voicemail);
  };
  const subscribe = () => {
    const subscriber = ua.subscribe(target, EVENT, ACCEPT, { extraHeaders: [...headers] });
    current = subscriber;
    let isAccepted = false;
    subscriber.on('accepted', () => {
      isAccepted = true;
    });
    subscriber.on('notify', (_isFinal, _request, body) => take(body));
    subscriber.on('terminated', (code) => {
      if (current === subscriber) current = null;
      if (!isAccepted && code !== TRANSPORT_ERROR) isRefused = true;
    });
    subscriber.subscribe();
  };

  ua.on('connected', () => {
    isNewSocket = true;
  });
  ua.on('registered', () => {
    if (!isNewSocket || isRefused) return;
    isNewSocket = false;
    // The server would send its NOTIFYs to the socket that is gone.
    current?.terminate();
    subscribe();
  });
  ua.on('sipEvent', (({ event, request }: SipEvent) => {
    if (event?.event === EVENT) take(request.body);
  }) as never);
}
