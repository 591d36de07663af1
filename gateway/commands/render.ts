/** `render`: writes the daemons' configuration and tells nobody about it. */
import { writeFolder } from '../render/folder.ts';
import { prepareInstallation } from '../run/installation.ts';
import { startProblems } from '../up/gate.ts';
import { type Command, complain, refuse, say } from './command.ts';

export const render: Command = {
  usage: 'render',
  summary:
    'write the configuration of Kamailio, rtpengine and coturn from .env, providers.yaml and agents.yaml',
  async run() {
    const prepared = await prepareInstallation();
    if (!prepared.ok) return refuse(prepared.problems);
    const { installation, unresolved } = prepared.value;
    const problems = startProblems(installation);
    if (problems.length > 0) return refuse(problems);
    say(writeFolder(installation));
    for (const name of unresolved) complain(unresolvedHost(name));
    return 0;
  },
};

export const unresolvedHost = (name: string): string =>
  `${name}: its host has no address now, so it cannot call in; run \`npm run gateway -- reload\` when it has one.`;
