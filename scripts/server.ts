// The server and its commands; `npm run server -- help` lists them. Reads .env where it is started, if there is one.
import { existsSync } from 'node:fs';
import { runCommand } from '../server/command.ts';

// What the environment says already is not replaced.
if (existsSync('.env')) process.loadEnvFile('.env');
process.exitCode = await runCommand(process.argv.slice(2), process.env, console.log);
