/** A small file that is the old one or the new one, whatever happens meanwhile. */
import { renameSync, writeFileSync } from 'node:fs';

export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
