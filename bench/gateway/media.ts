/**
 * Bridged sound: so many calls at once through an rtpengine, 50 packets a second each way, counted where they arrive.
 * `secure`: one side is SRTP, as a browser's is (its keys here come by SDES: a DTLS handshake is over before sound begins);
 * otherwise plain on both, which is rtpengine's floor.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { formatRtp } from '../../gateway/check/media/rtp.ts';
import { createSrtp, newSrtpKey, SRTP_SUITE } from '../../gateway/check/media/srtp.ts';
import { callRtpengine } from '../../gateway/rpc/rtpengine.ts';

const PACKET_MS = 20;
const PAYLOAD = new Uint8Array(160).fill(0xd5);
/** For what is still under way when the last packet has left. */
const SETTLE_MS = 500;

type Leg = {
  readonly socket: Socket;
  readonly secret: string | null;
  to: number;
  received: number;
  protect(packet: Buffer): Buffer;
};
export type MediaCall = { readonly legs: readonly [Leg, Leg]; end(): Promise<void> };

export async function bridge(controlPort: number, callId: string, secure: boolean): Promise<MediaCall> {
  const legs = [await openLeg(null), await openLeg(secure ? newSrtpKey() : null)] as const;
  const [plain, other] = legs;
  const names = { 'call-id': callId, 'from-tag': 'plain' };
  const protocol = {
    'transport-protocol': secure ? 'RTP/SAVP' : 'RTP/AVP',
    ICE: 'remove',
    'rtcp-mux': ['demux'],
  };
  const offer = await callRtpengine(controlPort, 'offer', { ...names, ...protocol, sdp: sdpOf(plain) });
  other.to = portIn(offer.sdp);
  const back = { ...names, 'to-tag': 'other', 'transport-protocol': 'RTP/AVP', ICE: 'remove' };
  const answer = await callRtpengine(controlPort, 'answer', {
    ...back,
    sdp: sdpOf(other, cryptoTag(offer.sdp)),
  });
  plain.to = portIn(answer.sdp);
  return {
    legs,
    async end() {
      await callRtpengine(controlPort, 'delete', names);
      for (const { socket } of legs) socket.close();
    },
  };
}

async function openLeg(secret: string | null): Promise<Leg> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const srtp = secret === null ? null : createSrtp(secret);
  const leg: Leg = {
    socket,
    secret,
    to: 0,
    received: 0,
    protect: (packet) => srtp?.protect(packet) ?? packet,
  };
  socket.on('message', () => {
    leg.received += 1;
  });
  return leg;
}

function sdpOf({ socket, secret }: Leg, tag = '1'): string {
  const { port } = socket.address();
  const lines = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'];
  const crypto = secret === null ? [] : [`a=crypto:${tag} ${SRTP_SUITE} inline:${secret}`];
  return [...lines, `m=audio ${port} ${secret ? 'RTP/SAVP' : 'RTP/AVP'} 8`, ...crypto, ''].join('\r\n');
}
const portIn = (sdp: unknown) => Number(/^m=audio (\d+)/m.exec(String(sdp))?.[1]);
const cryptoTag = (sdp: unknown) => new RegExp(`^a=crypto:(\\d+) ${SRTP_SUITE} `, 'm').exec(String(sdp))?.[1];

export type Talk = {
  readonly sent: number;
  readonly received: number;
  /** What it took to send them: more than was asked for means that the bench itself could not keep up. */
  readonly seconds: number;
};

/** Sends on all legs for so long. */
export async function talk(calls: readonly MediaCall[], seconds: number): Promise<Talk> {
  const legs = calls.flatMap((call) => call.legs);
  const before = legs.reduce((sum, { received }) => sum + received, 0);
  const packets = (seconds * 1000) / PACKET_MS;
  const since = performance.now();
  for (let sequence = 0; sequence < packets; sequence += 1) {
    for (const [index, leg] of legs.entries()) {
      const head = { payloadType: 8, sequence, timestamp: sequence * 160, ssrc: index + 1 };
      leg.socket.send(leg.protect(formatRtp({ ...head, payload: PAYLOAD })), leg.to, '127.0.0.1');
    }
    await delay(Math.max(0, since + (sequence + 1) * PACKET_MS - performance.now()));
  }
  const taken = (performance.now() - since) / 1000;
  await delay(SETTLE_MS);
  const received = legs.reduce((sum, leg) => sum + leg.received, 0) - before;
  return { sent: packets * legs.length, received, seconds: taken };
}
