/** The lab's programs as processes: started, watched and ended by us, by process group and never by name. Linux only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const POLL_MS = 20;
const TAIL_LINES = 15;

/** Resolves when `fact` is true; rejects with a sentence naming `what` when it is not within `withinMs`. */
export async function until(
  what: string,
  fact: () => boolean | Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Whether something on this machine (or in this network namespace) is bound to the port. */
export function isBound(port: number, protocol: 'tcp' | 'udp'): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  // The fields of /proc/net/{tcp,udp}: number, local address:port, remote address:port, state (0A: listening, 07: bound).
  const bound = new RegExp(`^\\s*\\d+: \\w+:${hex} \\w+:0000 (0A|07) `, 'm');
  return bound.test(readFileSync(`/proc/net/${protocol}`, 'utf8'));
}

/**
 * Below the ports that the system gives to connections that go out, so that nothing takes one between here and its
 * program; above those that browsers refuse to connect to (6000, 6665 and their like).
 */
const PORTS = { first: 7_000, last: 9_900 } as const;
let lastPort: number = PORTS.first + 2 * Math.floor((Math.random() * (PORTS.last - PORTS.first)) / 2);

/** A port on 127.0.0.1 that is free now for TCP and UDP, and the next one too: baresip takes that for TLS. */
export async function freePort(): Promise<number> {
  for (;;) {
    lastPort = lastPort + 2 > PORTS.last ? PORTS.first : lastPort + 2;
    if ((await isFree(lastPort)) && (await isFree(lastPort + 1))) return lastPort;
  }
}

async function isFree(port: number): Promise<boolean> {
  if (isBound(port, 'udp')) return false;
  const server = createServer();
  const isListening = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!(await isListening)) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}

export type Program = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The run-time folder; the program's output goes to `<name>.log` in it. */
  readonly folder: string;
  /** The fact that says it can be used. */
  ready(): boolean | Promise<boolean>;
};

export type LabProcess = {
  readonly name: string;
  /** 0 while it does not run. */
  pid(): number;
  /** Asks it to end (SIGTERM) and resolves when its last process is gone. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL) and resolves when its last process is gone. */
  kill(): Promise<void>;
  /** Starts it again, on the same ports; resolves when it is ready. */
  restart(): Promise<void>;
};

/** Starts the program and resolves when it is ready; rejects with the end of its output when it does not get there. */
export async function startProgram(program: Program): Promise<LabProcess> {
  let running = await launch(program);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (running.pid !== undefined) await endGroup(running.pid, signal);
  };
  return {
    name: program.name,
    pid: () => (running.pid && isGroupAlive(running.pid) ? running.pid : 0),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM');
      running = await launch(program);
    },
  };
}

async function launch(program: Program): Promise<ChildProcess> {
  const log = join(program.folder, `${program.name}.log`);
  // Straight into the file: what a program has said before it does something can be read there when that is seen.
  const output = openSync(log, 'a');
  // A test runner that dies takes the lab along (pdeathsig); the group of its own is what stop and kill reach.
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', program.command, ...program.args], {
    cwd: program.folder,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let failed: Error | undefined;
  child.on('error', (error) => {
    failed = error;
  });
  const ended = () => failed !== undefined || child.exitCode !== null || child.signalCode !== null;
  try {
    await until(`${program.name} is ready`, async () => ended() || (await program.ready()));
    if (ended())
      throw failed ?? new Error(`${program.name} ended with ${child.exitCode ?? child.signalCode}`);
  } catch (error) {
    if (child.pid !== undefined) await endGroup(child.pid, 'SIGKILL');
    throw new Error(`${program.name} did not start:\n${tail(log)}`, { cause: error });
  }
  return child;
}

async function endGroup(group: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (!isGroupAlive(group)) return;
  // The first process ends its children itself when it is asked; asking them all at once leaves Kamailio waiting.
  send(signal === 'SIGTERM' ? group : -group, signal);
  await until(`process group ${group} is gone`, () => !isGroupAlive(group)).catch(async (error) => {
    if (signal === 'SIGKILL') throw error;
    await endGroup(group, 'SIGKILL');
  });
}

function send(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch {
    // it ended by itself in the meantime
  }
}

/** A zombie does not count: where nobody reaps orphans (a container's first process), it would stay for ever. */
function isGroupAlive(group: number): boolean {
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    const [state, , entryGroup] = processFields(entry);
    return Number(entryGroup) === group && state !== 'Z';
  });
}

/** The fields of /proc/<pid>/stat after the program's name: state, parent, group, … Empty when it is gone. */
function processFields(pid: string): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function tail(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}
