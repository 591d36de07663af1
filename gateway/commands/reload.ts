/** `reload`: brings changed providers, agents and numbers to the daemons that run, without touching a call. */

import { prepareInstallation } from '../run/installation.ts';
import { reloadGateway } from '../run/reload.ts';
import { type Command, complain, refuse, say } from './command.ts';
import { unresolvedHost } from './render.ts';

export const reload: Command = {
  usage: 'reload',
  summary: 'bring changed providers and agents to the running gateway; calls go on',
  async run() {
    const prepared = await prepareInstallation();
    if (!prepared.ok) return refuse(prepared.problems);
    const { installation, unresolved } = prepared.value;
    try {
      const { applied, needsRestart } = await reloadGateway(installation);
      say(applied.length > 0 ? `changed: ${applied.join(', ')}` : 'nothing has changed');
      if (needsRestart.length > 0)
        complain(`read at a start only, so restart the gateway for: ${needsRestart.join(', ')}`);
    } catch (error) {
      complain(`The gateway could not be reached: ${error instanceof Error ? error.message : error}`);
      return 1;
    }
    for (const name of unresolved) complain(unresolvedHost(name));
    return 0;
  },
};
