/**
 * The gateway beside Kamailio and rtpengine alone, in the same run on the same machine: how long a call takes to be set up,
 * what it costs each daemon, and how many bridged calls lose no packet.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGround, REALM } from '../test/lab/gateway/rig.ts';
import type { LabProcess } from '../test/lab/process.ts';
import { type Agent, openCaller, type UpCall } from './gateway/caller.ts';
import { cpuSeconds, kilobytes } from './gateway/cost.ts';
import { startFarSide } from './gateway/farSide.ts';
import { startFloor } from './gateway/floor.ts';
import { bridge, type MediaCall, talk } from './gateway/media.ts';
import { type GatewayFigures, gatewayTables, type Media, type SetUp } from './gateway/table.ts';
import { quote } from './quote.ts';

const ORIGIN = 'http://127.0.0.1:1';
const ROUNDS = 5;
const CALLS = 100;
const PACE_MS = 20;
const WARM_UP = 10;
const TALK_SECONDS = 5;
const STEP = 25;
const MOST_CALLS = 300;
/** A call's sound may be sent so much slower than it should be before the bench says so. */
const IN_TIME = 1.05;

type Side = { readonly url: string; readonly kamailio: LabProcess; readonly rtpengine: LabProcess };

/** Calls one after the other at a steady pace, all up at once, then all ended. */
async function measureSetUp({ url, kamailio, rtpengine }: Side, agent: Agent): Promise<SetUp> {
  const caller = await openCaller(url, ORIGIN, agent);
  const place = async (count: number): Promise<UpCall[]> => {
    const calls: Promise<UpCall>[] = [];
    for (let index = 0; index < count; index += 1) {
      calls.push(caller.call('+442079460018'));
      await new Promise((resolve) => setTimeout(resolve, PACE_MS));
    }
    return Promise.all(calls);
  };
  const end = (calls: readonly UpCall[]) => Promise.all(calls.map((call) => call.hangUp()));
  await end(await place(WARM_UP));
  const [kamailioBefore, rtpengineBefore] = [cpuSeconds(kamailio), cpuSeconds(rtpengine)];
  const times: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = kilobytes(kamailio) + kilobytes(rtpengine);
    const calls = await place(CALLS);
    sizes.push((kilobytes(kamailio) + kilobytes(rtpengine) - before) / CALLS);
    times.push(...calls.map(({ ms }) => ms));
    await end(calls);
  }
  caller.close();
  const perCall = (seconds: number) => rounded((seconds * 1000) / (ROUNDS * CALLS));
  times.sort((a, b) => a - b);
  const at = (share: number) => rounded(times[Math.ceil(share * times.length) - 1] ?? Number.NaN);
  return {
    ...{ p50: at(0.5), p99: at(0.99), calls: times.length },
    kamailioMsPerCall: perCall(cpuSeconds(kamailio) - kamailioBefore),
    rtpengineMsPerCall: perCall(cpuSeconds(rtpengine) - rtpengineBefore),
    kilobytesPerCall: Math.round(Math.max(...sizes)),
  };
}

/** More and more calls until a packet is lost, and what those before it cost. */
async function measureMedia(controlPort: number, rtpengine: LabProcess, secure: boolean): Promise<Media> {
  const calls: MediaCall[] = [];
  const end = async (found: Media) => {
    for (const call of calls) await call.end();
    return found;
  };
  let best: Media = {
    calls: 0,
    packets: 0,
    lost: 0,
    cpuPercentPerCall: 0,
    endedBy: `${MOST_CALLS} were the most that were tried`,
  };
  while (calls.length < MOST_CALLS) {
    for (let index = 0; index < STEP; index += 1)
      calls.push(await bridge(controlPort, `${secure}-${calls.length}`, secure));
    const before = cpuSeconds(rtpengine);
    const { sent, received, seconds } = await talk(calls, TALK_SECONDS);
    const share = (cpuSeconds(rtpengine) - before) / seconds;
    if (seconds > TALK_SECONDS * IN_TIME) return end({ ...best, endedBy: 'the bench could not send more' });
    if (received < sent) return end({ ...best, endedBy: `${sent - received} of ${sent} packets lost` });
    const cpuPercentPerCall = Math.round((share * 10_000) / calls.length) / 100;
    best = { ...best, calls: calls.length, packets: sent, lost: sent - received, cpuPercentPerCall };
  }
  return end(best);
}

const rounded = (value: number) => Math.round(value * 10) / 10;

async function measure(folder: string): Promise<GatewayFigures> {
  const ground = await openGround();
  const farSide = await startFarSide('127.0.1.1');
  const started: LabProcess[] = [];
  try {
    const gateway = await ground.gateway({
      origins: [ORIGIN],
      environment: {
        ...{ MAX_CALLS_PER_AGENT: '10000', MAX_CALLS_PER_HOUR_PER_AGENT: '1000000' },
        ...{ GATEWAY_RTP_PORTS: '40000-49999', GATEWAY_CDR_FILE: join(folder, 'records.jsonl') },
      },
      providers: `providers:\n  far: { host: ${farSide.address}, port: ${farSide.port}, mode: ip }\n`,
    });
    const floor = await startFloor(folder, `${farSide.address}:${farSide.port}`, [50_000, 59_999]);
    started.push(floor.kamailio, floor.rtpengine);
    const agent = { user: 'alice', realm: REALM, password: gateway.account().password };
    const { ports } = gateway.settings;
    return {
      'set-up, Offhook’s gateway': await measureSetUp(
        { ...gateway, url: `ws://127.0.0.1:${ports.ws}` },
        agent,
      ),
      'set-up, Kamailio and rtpengine alone': await measureSetUp({ ...floor, url: floor.wsUrl }, agent),
      'sound, RTP ↔ SRTP as the gateway bridges it': await measureMedia(
        ports.rtpengine,
        gateway.rtpengine,
        true,
      ),
      'sound, RTP ↔ RTP, rtpengine alone': await measureMedia(floor.controlPort, floor.rtpengine, false),
    };
  } finally {
    for (const daemon of started) await daemon.stop();
    farSide.close();
    await ground.stop();
  }
}

/** Runs everything once and saves it in bench/results/gateway.json. */
export async function benchGateway(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
  try {
    const figures = await measure(folder);
    mkdirSync('bench/results', { recursive: true });
    writeFileSync('bench/results/gateway.json', `${JSON.stringify(figures, null, 2)}\n`);
    quote('gateway', gatewayTables(figures));
    for (const [name, figure] of Object.entries(figures)) print(`${name.padEnd(46)} ${told(figure)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function told(figure: SetUp | Media): string {
  if ('p50' in figure) {
    const { p50, p99, kamailioMsPerCall, rtpengineMsPerCall, kilobytesPerCall } = figure;
    return `p50 ${p50} ms   p99 ${p99} ms   CPU a call: Kamailio ${kamailioMsPerCall} ms, rtpengine ${rtpengineMsPerCall} ms   ${kilobytesPerCall} KB`;
  }
  const { calls, packets, lost, cpuPercentPerCall, endedBy } = figure;
  return `${calls} calls, ${lost} of ${packets} packets lost, ${cpuPercentPerCall} % of a core a call; ended by: ${endedBy}`;
}
