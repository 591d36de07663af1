/** Our end of the test call's audio: a pair of UDP sockets that sends a G.711 tone and counts what comes back. */
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { encodeSample, type Law } from './g711.ts';
import { createReceiver, type Reception } from './reception.ts';
import { formatRtp, formatSenderReport, parseReports, parseRtp } from './rtp.ts';
import { createSrtp } from './srtp.ts';

export type Far = {
  readonly address: string;
  readonly port: number;
  readonly payloadType: number;
  readonly law: Law;
  /** Base64 keys of both directions, for SRTP. */
  readonly srtp: { readonly ours: string; readonly theirs: string } | null;
};

export type AudioFacts = Reception & {
  readonly sent: number;
  /** What the far side reports to have lost of ours, 0 to 1; null when it has reported nothing. */
  readonly lostThere: number | null;
};

export type AudioStream = {
  readonly port: number;
  /** Sends the tone from now on. A second start (early media, then the answer) moves it. */
  start(far: Far): void;
  /** How many packets of any kind have come in. */
  arrived(): number;
  /** Null when it was never started. */
  facts(): AudioFacts | null;
  close(): void;
};

const PACKET_MS = 20;
const SAMPLES = 160;
const TONE_HZ = 1_004;
/** −10 dBm0: a voice's loudness, not a shout. */
const AMPLITUDE = 7_200;
const REPORT_EVERY_PACKETS = 50;
const MOST_TRIES = 20;

/** RTP on an even port and RTCP on the next (RFC 3550 §11). Rejects when the machine gives no such pair. */
export async function openAudioStream(address: string): Promise<AudioStream> {
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const rtp = await bind(address, 0);
    const { port } = rtp.address();
    const rtcp = port % 2 === 0 ? await bind(address, port + 1).catch(() => null) : null;
    if (rtcp) return createAudioStream(rtp, rtcp);
    rtp.close();
  }
  throw new Error(`No pair of free UDP ports on ${address}.`);
}

function createAudioStream(rtp: Socket, rtcp: Socket): AudioStream {
  const ssrc = Math.floor(Math.random() * 0xffff_ffff);
  let stopSending = () => {};
  let receiver: ReturnType<typeof createReceiver> | null = null;
  let [sent, arrived] = [0, 0];
  let open = (packet: Buffer): Buffer | null => packet;
  let lostThere: number | null = null;
  const readReports = (bytes: Buffer) => {
    const ours = parseReports(bytes).findLast((report) => report.ssrc === ssrc);
    if (ours) lostThere = ours.lostShare;
  };
  rtcp.on('message', readReports);
  rtp.on('message', (bytes) => {
    arrived += 1;
    const packet = parseRtp(bytes);
    const opened = packet && open(bytes);
    const heard = opened && parseRtp(opened);
    if (heard) receiver?.take(heard, performance.now());
    else if (!packet) readReports(bytes); // RTCP on the same port (RFC 5761)
  });

  return {
    port: rtp.address().port,
    start(far) {
      stopSending();
      const keys = far.srtp && { out: createSrtp(far.srtp.ours), in: createSrtp(far.srtp.theirs) };
      receiver = createReceiver(far.payloadType, far.law);
      open = (packet) => (keys ? (keys.in?.unprotect(packet) ?? null) : packet);
      stopSending = everyPacket((index) => {
        const timestamp = index * SAMPLES;
        const packet = formatRtp({ ...far, sequence: index, timestamp, ssrc, payload: tone(far.law, index) });
        rtp.send(keys?.out?.protect(packet) ?? packet, far.port, far.address);
        sent += 1;
        if (!keys && far.port < 65_535 && index % REPORT_EVERY_PACKETS === 0) {
          const report = { packets: sent, bytes: sent * SAMPLES, timestamp };
          rtcp.send(formatSenderReport(ssrc, report), far.port + 1, far.address);
        }
      });
    },
    arrived: () => arrived,
    facts: () => receiver && { ...receiver.result(), sent, lostThere },
    close() {
      stopSending();
      rtp.close();
      rtcp.close();
    },
  };
}

/** By the clock and not by the timer, which is late now and then: what is due is sent. */
function everyPacket(send: (index: number) => void): () => void {
  const began = performance.now();
  let next = 0;
  const timer = setInterval(() => {
    while (next * PACKET_MS <= performance.now() - began) send(next++);
  }, PACKET_MS / 2);
  return () => clearInterval(timer);
}

function tone(law: Law, index: number): Buffer {
  return Buffer.from(
    Array.from({ length: SAMPLES }, (_, at) => {
      const phase = (2 * Math.PI * TONE_HZ * (index * SAMPLES + at)) / 8000;
      return encodeSample(law, AMPLITUDE * Math.sin(phase));
    }),
  );
}

function bind(address: string, port: number): Promise<Socket> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.removeListener('error', reject);
      socket.on('error', () => {}); // a closed port at the far end; that nothing comes back tells it
      resolve(socket);
    });
  });
}
