/** rtpengine: the media relay between the browser's DTLS-SRTP and the carrier's plain RTP. */
import { isBound, type LabProcess, startProgram } from './process.ts';

/** `rtpPorts`: the first and last UDP port that it may use for media. */
export type RtpengineOptions = {
  readonly folder: string;
  readonly controlPort: number;
  readonly rtpPorts: readonly [number, number];
};

export function startRtpengine({ folder, controlPort, rtpPorts }: RtpengineOptions): Promise<LabProcess> {
  return startProgram({
    name: 'rtpengine',
    command: 'rtpengine',
    args: [
      '--config-file=none',
      '--foreground',
      '--log-stderr',
      '--log-level=5',
      '--table=-1', // forwards in user space: needs no kernel module
      '--interface=127.0.0.1',
      `--listen-ng=127.0.0.1:${controlPort}`,
      `--port-min=${rtpPorts[0]}`,
      `--port-max=${rtpPorts[1]}`,
      '--tos=0',
      // Said here, because the same wish as a flag of one call leaves DTLS "connecting" for ever.
      '--dtls-passive',
      '--timeout=60',
      '--silent-timeout=3600',
      '--offer-timeout=120',
      '--delete-delay=0',
      '--num-threads=2',
    ],
    folder,
    ready: () => isBound(controlPort, 'udp'),
  });
}
