/** Starts an installation's daemons as children of this process and ends them with it; systemd does it otherwise. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Program } from './programs.ts';

export type Daemons = {
  /** Resolves with the name of the first daemon that ended by itself. */
  readonly ended: Promise<string>;
  /** Asks all to end, the last started first, and resolves when they are gone. */
  stop(): Promise<void>;
};

const READY_WITHIN_MS = 15_000;
/** Kamailio takes more than a second and a half to take its leave. */
const ENDS_WITHIN_MS = 10_000;
const POLL_MS = 50;

/** Starts one after the other, each when the one before is ready; rejects, with none left running, when one is not. */
export async function startDaemons(programs: readonly Program[]): Promise<Daemons> {
  const children: { readonly name: string; readonly child: ChildProcess }[] = [];
  const stop = async () => {
    for (const { child } of children.toReversed()) await end(child);
  };
  try {
    for (const program of programs) {
      const child = spawn(program.command, program.args, {
        cwd: program.folder,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      children.push({ name: program.name, child });
      await waitUntilReady(program, child);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const ended = Promise.race(children.map(({ name, child }) => once(child, 'exit').then(() => name)));
  return { ended, stop };
}

async function waitUntilReady(program: Program, child: ChildProcess): Promise<void> {
  const failure = once(child, 'error').then(
    ([error]) => Promise.reject(error as Error),
    () => {},
  );
  const exit = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`${program.name} ended with ${code}.`)),
  );
  const ready = async () => {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await program.ready())) {
      if (Date.now() > deadline)
        throw new Error(`${program.name} was not ready within ${READY_WITHIN_MS} ms.`);
      await delay(POLL_MS);
    }
  };
  exit.catch(() => {}); // it also ends, much later, when it is asked to
  failure.catch(() => {});
  await Promise.race([ready(), exit, failure]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const isGone = await Promise.race([gone.then(() => true), delay(ENDS_WITHIN_MS, false, { ref: false })]);
  if (!isGone) child.kill('SIGKILL');
  await gone;
}
