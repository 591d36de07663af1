/**
 * The SIP lab: a real gateway (Kamailio), a real media relay (rtpengine) and a real telephone (baresip), all on
 * 127.0.0.1, with keys, passwords and tones made for this run. `unshare -n` around it keeps it apart from the machine.
 *
 *   Chromium ── ws(s), DTLS-SRTP ──► Kamailio + rtpengine ── UDP, RTP ──► baresip ("the carrier")
 *
 * Numbers ending in 0186, 0104, 0103, 0150 get 486, 404, 603, 503; 0180 rings for ever; all others answer with 880 Hz.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Baresip, startBaresip } from './baresip.ts';
import { certificateHash, type PlivoSwitch, startKamailio } from './kamailio.ts';
import { freePort, type LabProcess } from './process.ts';
import { startRtpengine } from './rtpengine.ts';

export type Lab = {
  readonly wsUrl: string;
  readonly wssUrl: string;
  /** Chromium's argument that makes it trust this lab's WSS certificate. */
  readonly trustArgument: string;
  readonly domain: string;
  readonly user: string;
  readonly password: string;
  /** Where the carrier's telephone sends calls to the agent: `sip:agent@127.0.0.1:port`. */
  readonly agentUri: string;
  readonly baresip: Baresip;
  readonly kamailio: LabProcess;
  readonly rtpengine: LabProcess;
  /** The wav files of what the far side heard, one a call, oldest first. */
  recordings(): string[];
  /** Resolves when every process is gone and the run-time folder is removed. */
  stop(): Promise<void>;
};

const DOMAIN = 'lab.offhook.test';
const USER = 'agent';

/** `plivo`: the lab is phone.plivo.com as well, and asks there what to do with its calls. */
export type LabOptions = { readonly plivo?: PlivoSwitch };

export async function startLab({ plivo }: LabOptions = {}): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-lab-'));
  const started: LabProcess[] = [];
  const stop = async () => {
    await Promise.all(started.map((process) => process.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  const keep = <Process extends LabProcess>(process: Process): Process => {
    started.push(process);
    return process;
  };
  try {
    const password = randomBytes(12).toString('hex');
    const [rtpenginePort, controlPort, carrierPort] = [await freePort(), await freePort(), await freePort()];
    const ports = { sip: await freePort(), ws: await freePort(), wss: await freePort() };
    const rtp = freeRtpPorts();
    // rtpengine first: Kamailio asks for it once when it starts.
    const rtpengine = keep(
      await startRtpengine({ folder, controlPort: rtpenginePort, rtpPorts: [rtp, rtp + 499] }),
    );
    const baresip = keep(
      await startBaresip({ folder, sipPort: carrierPort, controlPort, rtpPorts: [rtp + 500, rtp + 899] }),
    );
    const account = { domain: DOMAIN, user: USER, password };
    const gateway = { folder, ...account, ports, rtpenginePort, carrierPort, plivo };
    const kamailio = keep(await startKamailio(gateway));
    return {
      ...account,
      wsUrl: `ws://127.0.0.1:${ports.ws}`,
      wssUrl: `wss://127.0.0.1:${ports.wss}`,
      trustArgument: `--ignore-certificate-errors-spki-list=${certificateHash(folder)}`,
      agentUri: `sip:${USER}@127.0.0.1:${ports.sip}`,
      baresip,
      kamailio,
      rtpengine,
      recordings: baresip.recordings,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The first of 900 ports below the range from which the system takes its own; two labs at once seldom meet there. */
function freeRtpPorts(): number {
  return 10_000 + 1000 * randomInt(22);
}
