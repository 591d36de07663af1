// The gateway's command line: npm run gateway -- <command>. A line a command here; each is a file in commands/.
import { agents } from './commands/agents.ts';
import { certificate } from './commands/certificate.ts';
import { check } from './commands/check.ts';
import { type Command, complain, say } from './commands/command.ts';
import { enrol } from './commands/enrol.ts';
import { records } from './commands/records.ts';
import { reload } from './commands/reload.ts';
import { render } from './commands/render.ts';
import { run } from './commands/run.ts';
import { metrics, status } from './commands/status.ts';
import { up } from './commands/up.ts';

const COMMANDS: readonly Command[] = [
  ...[up, run, render, reload, certificate],
  ...[check, status, metrics, records],
  ...[agents, enrol],
];

const [name, ...args] = process.argv.slice(2);
const command = COMMANDS.find(({ usage }) => usage.split(' ')[0] === name);
if (command) process.exitCode = await command.run(args);
else {
  if (name !== undefined) complain(`There is no command ${name}.`);
  for (const { usage, summary } of COMMANDS) say(`npm run gateway -- ${usage}\n    ${summary}`);
  process.exitCode = name === undefined ? 0 : 2;
}
