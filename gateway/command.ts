// The gateway's command line: npm run gateway -- <command>. A line a command here; each is a file in commands/.
import { agents } from './commands/agents.ts';
import { type Command, complain, say } from './commands/command.ts';
import { reload } from './commands/reload.ts';
import { render } from './commands/render.ts';

const COMMANDS: readonly Command[] = [render, reload, agents];

const [name, ...args] = process.argv.slice(2);
const command = COMMANDS.find(({ usage }) => usage.split(' ')[0] === name);
if (command) process.exitCode = await command.run(args);
else {
  if (name !== undefined) complain(`There is no command ${name}.`);
  for (const { usage, summary } of COMMANDS) say(`npm run gateway -- ${usage}\n    ${summary}`);
  process.exitCode = name === undefined ? 0 : 2;
}
