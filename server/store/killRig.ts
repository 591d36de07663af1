/**
 * Kills a process in the middle of its writes. What it said before it died is what it acknowledged: one line on its
 * output for each write, after the write is durable. What must then be there is for the test to say.
 */
import { spawn } from 'node:child_process';

export type Life = {
  /** The program and its arguments, for Node. */
  readonly program: readonly string[];
  /** The kill comes when this many lines were said… */
  readonly afterLines: number;
  /** …and this long after. */
  readonly delayMs: number;
};

/** What it acknowledged in its life, every line whole. Rejects when it ended by itself: then it was not under writes. */
export async function killAmidst({ program, afterLines, delayMs }: Life): Promise<readonly string[]> {
  const child = spawn(process.execPath, [...program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (_code, signal) => resolve(signal));
  });
  const said: string[] = [];
  const kill = () => setTimeout(() => child.kill('SIGKILL'), delayMs);
  if (afterLines === 0) kill();
  // A line without its end was not said.
  for await (const line of linesOf(child.stdout)) {
    said.push(line);
    if (said.length === afterLines) kill();
  }
  const signal = await exited;
  if (signal !== 'SIGKILL')
    throw new Error(`${program.join(' ')} ended by itself after ${said.length} lines.`);
  return said;
}

async function* linesOf(output: NodeJS.ReadableStream): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of output) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
}
