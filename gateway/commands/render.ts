/** `render`: writes the daemons' configuration and tells nobody about it. */
import { type Installation, writeFolder } from '../render/folder.ts';
import { prepareInstallation } from '../run/installation.ts';
import { startProblems } from '../up/gate.ts';
import { type Command, complain, refuse, say } from './command.ts';

export const render: Command = {
  usage: 'render',
  summary:
    'write the configuration of Kamailio, rtpengine and coturn from .env, providers.yaml and agents.yaml',
  async run() {
    const written = await writeInstallation();
    if (!written.ok) return written.exitCode;
    say(written.folder);
    return 0;
  },
};

type Written =
  | { readonly ok: true; readonly installation: Installation; readonly folder: string }
  | { readonly ok: false; readonly exitCode: number };

/** The files of an installation that may start; what is wrong with one that may not has been told. */
export async function writeInstallation(): Promise<Written> {
  const prepared = await prepareInstallation();
  if (!prepared.ok) return { ok: false, exitCode: refuse(prepared.problems) };
  const { installation, unresolved } = prepared.value;
  const problems = startProblems(installation);
  if (problems.length > 0) return { ok: false, exitCode: refuse(problems) };
  const folder = writeFolder(installation);
  for (const name of unresolved) complain(unresolvedHost(name));
  return { ok: true, installation, folder };
}

export const unresolvedHost = (name: string): string =>
  `${name}: its host has no address now, so it cannot call in; run \`npm run gateway -- reload\` when it has one.`;
