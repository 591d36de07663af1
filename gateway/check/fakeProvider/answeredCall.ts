/** For tests: what the fake provider does with one call it has let in. */
import { createSocket } from 'node:dgram';
import { formatRtp } from '../media/rtp.ts';
import { newSrtpKey } from '../media/srtp.ts';
import { type AudioStream, openAudioStream } from '../media/stream.ts';
import { addressIn, header, responseTo, type SipMessage, type SipRequest } from '../sip/message.ts';
import { parseAudio, SDP_TYPE } from '../sip/sdp.ts';
import type { Manners } from './manners.ts';

export type AnsweredCall = {
  /** An ACK came. */
  confirm(): void;
  cancel(): void;
  end(): void;
};

const PAYLOAD_TYPES = { PCMU: 0, PCMA: 8, G729: 18 } as const;

export function answerCall(
  invite: SipRequest,
  send: (message: SipMessage) => void,
  manners: Manners,
): AnsweredCall {
  let isOver = false;
  let audio: AudioStream | null = null;
  const key = manners.isSrtp ? newSrtpKey() : null;
  const respond = (status: number, reason: string, body = '') => {
    if (isOver) return;
    send(
      responseTo(invite, status, reason, {
        toTag: 'fake',
        headers: [['contact', '<sip:fake@127.0.0.1>'], ...(body === '' ? [] : SDP_TYPE)],
        body,
      }),
    );
    manners.onAnswer?.(status);
  };
  const end = () => {
    isOver = true;
    audio?.close();
    audio = null;
  };
  const run = async () => {
    audio = await openAudioStream('127.0.0.1');
    // The caller may have left meanwhile.
    if (isOver) return end();
    const body = bodyFor(manners, audio.port, key);
    respond(100, 'Trying');
    if (manners.hasEarlyMedia) {
      respond(183, 'Session Progress', body);
      await sound(audio, invite, manners, key);
    } else respond(180, 'Ringing');
    if (manners.call === 'rings' || manners.call === 'never confirms a cancel') return;
    respond(200, 'OK', body);
    if (!manners.hasEarlyMedia && !isOver) await sound(audio, invite, manners, key);
  };
  void run();
  return {
    confirm() {
      if (manners.call === 'hangs up' && !isOver) {
        send(byeOf(invite));
        end();
      }
    },
    cancel() {
      if (manners.call !== 'never confirms a cancel') respond(487, 'Request Terminated');
      end();
    },
    end,
  };
}

function bodyFor({ sdp, codec = 'PCMU' }: Manners, port: number, key: string | null): string {
  if (sdp === 'none') return '';
  if (sdp === 'malformed') return 'v=0\r\nm=audio lots RTP/AVP ☎\r\n';
  const type = PAYLOAD_TYPES[codec];
  const lines = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'];
  const media = [
    `m=audio ${port} ${key ? 'RTP/SAVP' : 'RTP/AVP'} ${type} 101`,
    'a=rtpmap:101 telephone-event/8000',
  ];
  const crypto = key ? [`a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}`] : [];
  return `${[...lines, ...media, `a=rtpmap:${type} ${codec}/8000`, ...crypto].join('\r\n')}\r\n`;
}

/** Resolves when the first packet is on its way. */
async function sound(
  audio: AudioStream,
  invite: SipRequest,
  { audio: heard = 'tone', codec = 'PCMU' }: Manners,
  key: string | null,
): Promise<void> {
  const offer = parseAudio(invite.body);
  if (!offer || codec === 'G729' || heard === 'nothing' || heard === 'announced only') return;
  const { address, port } = offer;
  const theirs = offer.crypto[0]?.key;
  if (heard === 'another codec') return sendForeign(address, port);
  const srtp = key && theirs ? { ours: key, theirs } : null;
  audio.start({ address, port, payloadType: PAYLOAD_TYPES[codec], law: codec, srtp });
  await new Promise((resolve) => setTimeout(resolve, FIRST_PACKETS_MS));
}

/** The stream sends its first packet within 10 ms. */
const FIRST_PACKETS_MS = 60;

function sendForeign(address: string, port: number): void {
  const socket = createSocket('udp4');
  const packet = formatRtp({
    payloadType: 18,
    sequence: 1,
    timestamp: 0,
    ssrc: 7,
    payload: Buffer.alloc(20),
  });
  socket.send(packet, port, address, () => socket.close());
}

function byeOf(invite: SipRequest): SipRequest {
  return {
    kind: 'request',
    method: 'BYE',
    uri: addressIn(header(invite, 'contact') ?? ''),
    headers: [
      ['via', 'SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKbye'],
      ['from', `${header(invite, 'to')};tag=fake`],
      ['to', header(invite, 'from') ?? ''],
      ['call-id', header(invite, 'call-id') ?? ''],
      ['cseq', '1 BYE'],
    ],
    body: '',
  };
}
