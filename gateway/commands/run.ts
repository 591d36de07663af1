/** `run`: the daemons as children of this process, for a container or a try; `up` makes services of them. */
import { once } from 'node:events';
import { programsOf } from '../run/programs.ts';
import { startDaemons } from '../run/start.ts';
import { type Command, complain, say } from './command.ts';
import { writeInstallation } from './render.ts';

export const run: Command = {
  usage: 'run',
  summary: 'render, and run the gateway in the foreground until it is interrupted',
  async run() {
    const written = await writeInstallation();
    if (!written.ok) return written.exitCode;
    const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    const daemons = await startDaemons(programsOf(written.installation.settings));
    say('the gateway runs');
    const ended = await Promise.race([daemons.ended, interrupted.then(() => null)]);
    await daemons.stop();
    if (ended === null) return 0;
    complain(`${ended} ended by itself; the others were stopped.`);
    return 1;
  },
};
