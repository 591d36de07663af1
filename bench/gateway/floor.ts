/** Kamailio and rtpengine alone, for the bench: what the gateway's own rules cost shows beside it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callKamailio, kamailioSocket } from '../../gateway/rpc/kamailio.ts';
import { freePort, type LabProcess, startProgram } from '../../test/lab/process.ts';
import { startRtpengine } from '../../test/lab/rtpengine.ts';

export type Floor = {
  readonly wsUrl: string;
  readonly controlPort: number;
  readonly kamailio: LabProcess;
  readonly rtpengine: LabProcess;
};

/** `farSide`: address:port that all calls go to. */
export async function startFloor(
  inFolder: string,
  farSide: string,
  rtpPorts: readonly [number, number],
): Promise<Floor> {
  const folder = join(inFolder, 'floor');
  mkdirSync(folder);
  const [sipPort, wsPort, controlPort] = [await freePort(), await freePort(), await freePort()];
  const rtpengine = await startRtpengine({ folder, controlPort, rtpPorts });
  const words: Readonly<Record<string, string | number>> = {
    ...{ SIP_PORT: sipPort, WS_PORT: wsPort, FOLDER: folder, RTPENGINE_PORT: controlPort, FAR_SIDE: farSide },
  };
  const template = readFileSync(new URL('./floor.cfg', import.meta.url), 'utf8');
  const config = join(folder, 'floor.cfg');
  writeFileSync(
    config,
    template.replace(/@([A-Z_]+)@/g, (whole, word: string) => String(words[word] ?? whole)),
  );
  const kamailio = await startProgram({
    ...{ name: 'floor', command: 'kamailio', folder },
    args: ['-f', config, '-DD', '-E', '-m', '256', '-M', '16', '-w', folder, '-Y', folder],
    ready: () =>
      callKamailio(kamailioSocket(folder), 'core.uptime').then(
        () => true,
        () => false,
      ),
  });
  return { wsUrl: `ws://127.0.0.1:${wsPort}`, controlPort, kamailio, rtpengine };
}
