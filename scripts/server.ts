// The server and its commands; `npm run server -- help` lists them. Reads .env where it is started, if there is one.
import { existsSync } from 'node:fs';
import { runCommand } from '../server/command.ts';
import type { StartSipSide } from '../server/withoutAccount.ts';

// What the environment says already is not replaced.
if (existsSync('.env')) process.loadEnvFile('.env');
// The lab's telephones are the SIP side of a Plivo without an account; a server with one never loads them.
const startSipSide: StartSipSide = async (plivo) =>
  (await import('../test/lab/plivoSipSide.ts')).startSipSide(plivo);
process.exitCode = await runCommand(process.argv.slice(2), process.env, console.log, startSipSide);
