/** A program that sees a folder of ours in another's place, in a mount namespace of its own: the machine stays as it is. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/**
 * Writes `file`, a script that starts `program` with what it is given. `place`: where the program will find `folder`; it
 * has to exist. Throws where this machine permits no mounts.
 */
export async function writePrivateStart(
  file: string,
  { program, folder, place }: { readonly program: string; readonly folder: string; readonly place: string },
): Promise<void> {
  const mount = `mount --bind '${folder}' '${place}' && exec '${program}' "$@"`;
  const quoted = `'${mount.replaceAll("'", `'\\''`)}'`;
  const start = [...ownMounts(place), quoted, program, '"$@"'].join(' ');
  await writeFile(file, `#!/bin/sh\nexec ${start}\n`, { mode: 0o755 });
}

/** The namespaces, with who we are in them where we are not root already. */
function ownMounts(place: string): readonly string[] {
  const enter = ['unshare', '--mount', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), 'sh', '-c'];
  const [name = '', ...args] = [...enter, `mount --bind '${tmpdir()}' '${place}'`];
  const { status, stderr } = spawnSync(name, args, { encoding: 'utf8' });
  if (status === 0) return enter;
  throw new Error(`Policies for one browser need unshare --mount and ${place}: ${stderr}`);
}
