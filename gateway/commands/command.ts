/** What a command of `npm run gateway` is, and what they all say in the same words. */
import { describeProblem, type Problem } from '../config/problem.ts';

export type Command = {
  /** Completes `npm run gateway -- `, such as `check NAME`. */
  readonly usage: string;
  /** One line. */
  readonly summary: string;
  /** Resolves with the exit code. `args`: what follows the command's name. */
  run(args: readonly string[]): Promise<number>;
};

/** For a person's eyes; what a machine reads a command prints itself. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Prints each problem on a line of its own; the exit code of a command that stops there. */
export function refuse(problems: readonly Problem[]): number {
  for (const problem of problems) complain(describeProblem(problem));
  complain(`${problems.length} problem${problems.length === 1 ? '' : 's'}; nothing was changed.`);
  return 1;
}

/** For words that a command does not understand. */
export function wrongUse({ usage }: Command): number {
  complain(`usage: npm run gateway -- ${usage}`);
  return 2;
}
