/** Root acts here for the user that the services run as: what it writes among that user's files has to be theirs. */
import { lchownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Gives `paths`, with all that is in them, to whoever owns `like`. Nobody but root can, and nobody else needs to. */
export function giveToOwnerOf(like: string, paths: readonly string[]): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(like);
  for (const path of paths.flatMap(withContent)) lchownSync(path, uid, gid);
}

function withContent(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return [path, ...readdirSync(path, { recursive: true }).map((inside) => join(path, String(inside)))];
}
