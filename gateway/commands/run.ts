/** `run`: the daemons as children of this process, for a container or a try; `up` makes services of them. */
import { once } from 'node:events';
import { writeFolder } from '../render/folder.ts';
import { prepareInstallation } from '../run/installation.ts';
import { programsOf } from '../run/programs.ts';
import { startDaemons } from '../run/start.ts';
import { startProblems } from '../up/gate.ts';
import { type Command, complain, refuse, say } from './command.ts';
import { unresolvedHost } from './render.ts';

export const run: Command = {
  usage: 'run',
  summary: 'render, and run the gateway in the foreground until it is interrupted',
  async run() {
    const prepared = await prepareInstallation();
    if (!prepared.ok) return refuse(prepared.problems);
    const { installation, unresolved } = prepared.value;
    const problems = startProblems(installation);
    if (problems.length > 0) return refuse(problems);
    writeFolder(installation);
    for (const name of unresolved) complain(unresolvedHost(name));
    const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    const daemons = await startDaemons(programsOf(installation.settings));
    say('the gateway runs');
    const ended = await Promise.race([daemons.ended, interrupted.then(() => null)]);
    await daemons.stop();
    if (ended === null) return 0;
    complain(`${ended} ended by itself; the others were stopped.`);
    return 1;
  },
};
