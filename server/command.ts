/**
 * `npm run server`: the words after it and what they do. A wrong word or a wrong setting says so and ends with a code
 * of its own (sysexits.h); nothing here decides about calls.
 */
import { type Config, type Environment, parseConfig } from './config.ts';
import { createLog } from './log.ts';
import { serve, stopSignal } from './serve.ts';
import { addAgent } from './signIn/addAgent.ts';
import { openStore } from './store/openStore.ts';
import type { Store } from './store/store.ts';
import type { StartSipSide } from './withoutAccount.ts';

export type Print = (line: string) => void;

const USAGE = `npm run server                                 starts the server
npm run server -- --fake-plivo                 the same without an account: a Plivo that runs here
npm run server -- agents add NAME [--admin]    makes an agent and shows the access key, once
npm run server -- agents list
npm run server -- agents remove NAME
npm run server -- doctor [--json]              checks every part, with its verdict and its fix`;

const OK = 0;
const FAILED = 1;
/** EX_USAGE and EX_CONFIG. */
const WRONG_USE = 64;
const WRONG_CONFIG = 78;

/** Runs one command to its end; the exit code. `startSipSide`: what carries calls when there is no account. */
export async function runCommand(
  words: readonly string[],
  env: Environment,
  print: Print,
  startSipSide?: StartSipSide,
): Promise<number> {
  const [command = 'start', ...rest] = words;
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (!run) return wrongUse(print, command);
  try {
    return await run(rest, env, print, startSipSide);
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return FAILED;
  }
}

type Command = (
  rest: readonly string[],
  env: Environment,
  print: Print,
  startSipSide?: StartSipSide,
) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  start: configured((rest, config, print) => (rest.length > 0 ? wrongUse(print, rest[0]) : start(config))),
  doctor: configured(async (rest, config, print) => {
    const { runDoctor } = await import('./doctor/doctor.ts');
    return runDoctor(config, print, rest);
  }),
  agents: configured(async (rest, config, print) => {
    const store = await openStore(config.database);
    try {
      return await agents(rest, store, print);
    } finally {
      await store.close();
    }
  }),
  '--fake-plivo': async (rest, env, print, startSipSide) => {
    if (rest.length > 0) return wrongUse(print, rest[0]);
    const stopped = stopSignal();
    // Only who asks for a Plivo without an account loads one.
    const { serveWithoutAccount } = await import('./withoutAccount.ts');
    const serving = await serveWithoutAccount(env, print, startSipSide);
    await stopped;
    await serving.close();
    return OK;
  },
};

/** For commands that need the configuration: every problem of it at once, or the command. */
function configured(
  run: (rest: readonly string[], config: Config, print: Print) => number | Promise<number>,
): Command {
  return async (rest, env, print) => {
    const result = parseConfig(env);
    if (result.ok) return run(rest, result.config, print);
    for (const problem of result.problems) print(problem);
    print('Set it in the environment or in a file .env; server/.env.example holds every variable.');
    return WRONG_CONFIG;
  };
}

async function start(config: Config): Promise<number> {
  const stopped = stopSignal();
  const serving = await serve(config, createLog(config.logLevel));
  await stopped;
  await serving.close();
  return OK;
}

async function agents(
  [verb, name, ...flags]: readonly string[],
  store: Store,
  print: Print,
): Promise<number> {
  if (verb === 'list' && name === undefined) return listAgents(store, print);
  // INBOUND_AGENTS lists names with commas between them; a name that looks like a flag is a slip.
  if (!name || !/^[^\s,-][^,\n]{0,63}$/.test(name)) return wrongUse(print, 'agents');
  if (verb === 'remove' && flags.length === 0) return removeAgent(name, store, print);
  const isAdmin = flags.length === 1 && flags[0] === '--admin';
  if (verb !== 'add' || (flags.length > 0 && !isAdmin)) return wrongUse(print, 'agents');
  const key = await addAgent(store.agents, name, isAdmin);
  if (key === null) {
    print(`There is an agent "${name}" already. Choose another name, or remove that one first.`);
    return FAILED;
  }
  print(`"${name}" may sign in with this access key. It is shown once; only its hash is kept.`);
  print(key);
  return OK;
}

async function listAgents(store: Store, print: Print): Promise<number> {
  const all = await store.agents.list();
  for (const { name, sub, admin } of all) print(`${name}\t${sub}${admin ? '\tadmin' : ''}`);
  if (all.length === 0) print('There is no agent yet: npm run server -- agents add NAME');
  return OK;
}

async function removeAgent(name: string, store: Store, print: Print): Promise<number> {
  if (await store.agents.remove(name)) {
    print(`"${name}" can no longer sign in or place calls.`);
    return OK;
  }
  print(`There is no agent "${name}"; \`npm run server -- agents list\` shows who there is.`);
  return FAILED;
}

function wrongUse(print: Print, word: string | undefined): number {
  if (word !== undefined) print(`"${word}" is not understood here.`);
  print(USAGE);
  return WRONG_USE;
}
