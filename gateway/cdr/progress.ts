/** How far a sink has come, in a small file that is the old one or the new one whatever happens meanwhile. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { OpenCalls } from './openCalls.ts';
import type { Position } from './rows.ts';

export type Progress = {
  readonly position: Position;
  readonly open: OpenCalls;
  /** Records were handed to the sink after this: it may have taken some of them. */
  readonly isKeeping: boolean;
};

/** Nothing is known of what a sink without a file has. */
const UNKNOWN: Progress = { position: {}, open: {}, isKeeping: true };

export function loadProgress(path: string): Progress {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Progress) : UNKNOWN;
}

export function saveProgress(path: string, progress: Progress): void {
  writeFileSync(`${path}.new`, JSON.stringify(progress), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
