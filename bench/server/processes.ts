/** The processes of the server's bench: ours as it is started in earnest, and the peers of main.ts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export type Running = {
  readonly url: string;
  /** Resident memory in megabytes (Linux). */
  memory(): number;
  stop(): Promise<void>;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs until it says its URL, in a line of JSON, on standard output. */
export async function run(program: readonly string[], environment: Environment = {}): Promise<Running> {
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', ...environment };
  const child = spawn(process.execPath, [...program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url === undefined) continue;
    // What it says later is read by nobody, and must not fill its pipe.
    child.stdout.resume();
    return { url, memory: () => memoryOf(child), stop: () => stop(child) };
  }
  throw new Error(`${program.join(' ')} ended (${child.exitCode}) before it served.`);
}

function memoryOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
