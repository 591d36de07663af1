/** The daemons of an installation: what each is started with on a rendered folder, and the fact that says it is ready. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepsRecords, RECORDS_FILE } from '../cdr/recordsFile.ts';
import type { GatewaySettings } from '../config/settings.ts';
import { foldersOf } from '../render/folder.ts';
import { callKamailio, kamailioSocket } from '../rpc/kamailio.ts';
import { callRtpengine } from '../rpc/rtpengine.ts';

export type Program = {
  readonly name: 'rtpengine' | 'kamailio' | 'coturn' | 'records';
  readonly command: string;
  /** All of them stay in the foreground and log to standard error. */
  readonly args: readonly string[];
  /** The working folder. */
  readonly folder: string;
  ready(): Promise<boolean>;
};

/** Shared memory for everything Kamailio keeps, and each process's own, in megabytes: room for some 10,000 agents. */
const KAMAILIO_MEMORY = ['-m', '256', '-M', '16'];

/** In the order they are started: Kamailio asks for rtpengine when it starts. */
export function programsOf(settings: GatewaySettings): readonly Program[] {
  const { config, run } = foldersOf(settings);
  const coturnFile = join(config, 'turnserver.conf');
  return [
    {
      name: 'rtpengine',
      command: 'rtpengine',
      args: [`--config-file=${join(config, 'rtpengine.conf')}`, '--foreground', '--log-stderr'],
      folder: run,
      ready: () => answers(callRtpengine(settings.ports.rtpengine, 'ping', {}, settings.cluster?.address)),
    },
    {
      name: 'kamailio',
      command: 'kamailio',
      args: ['-f', join(config, 'kamailio.cfg'), '-DD', '-E', ...KAMAILIO_MEMORY, '-w', run, '-Y', run],
      folder: run,
      ready: () => answers(callKamailio(kamailioSocket(run), 'core.uptime')),
    },
    ...(settings.turn ? [coturn(coturnFile, run)] : []),
    ...(keepsRecords(settings) ? [records(join(config, RECORDS_FILE), run)] : []),
  ];
}

function coturn(file: string, run: string): Program {
  const pidFile = join(run, 'turnserver.pid');
  const args = ['-c', file, '--log-file=stdout', '--simple-log', `--pidfile=${pidFile}`];
  return { name: 'coturn', command: 'turnserver', args, folder: run, ready: async () => existsSync(pidFile) };
}

/** Ours, and so started with the Node that is running: the distribution's is too old to read it. */
function records(file: string, run: string): Program {
  const args = [COMMAND, 'records', `--config-file=${file}`];
  return { name: 'records', command: process.execPath, args, folder: run, ready: async () => true };
}

/** This program: `npm run gateway`. */
export const COMMAND = fileURLToPath(new URL('../command.ts', import.meta.url));

async function answers(asked: Promise<unknown>): Promise<boolean> {
  return asked.then(
    () => true,
    () => false,
  );
}
