/**
 * A changed configuration brought to the daemons that run, by commands only: calls that are up notice nothing. What
 * Kamailio reads once, when it starts, is named instead of applied.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { foldersOf, type Installation, writeFolder } from '../render/folder.ts';
import { TABLES } from '../render/tables.ts';
import { callKamailio, kamailioSocket, RpcFault } from '../rpc/kamailio.ts';
import { giveToOwnerOf } from './ownership.ts';

export type Reloaded = {
  /** What was brought to Kamailio, such as `provider`, `addresses.list`, `registration of acme`. */
  readonly applied: readonly string[];
  /** Files that differ and are read at a start only. */
  readonly needsRestart: readonly string[];
};

/**
 * Rejects, with the folder as it was, when Kamailio does not run. A reload that fails half-way is made good by the next
 * one, which brings everything.
 */
export async function reloadGateway(installation: Installation): Promise<Reloaded> {
  const { config, run } = foldersOf(installation.settings);
  const call = (method: string, ...params: string[]) => callPatiently(kamailioSocket(run), method, params);
  await call('core.uptime');
  const unfinished = join(run, 'reload.unfinished');
  const before: Files = existsSync(unfinished) ? new Map() : readFiles(config);
  writeFileSync(unfinished, '');
  giveToOwnerOf(run, [unfinished]);
  writeFolder(installation);
  const after = readFiles(config);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file),
  );
  const commands = changed.flatMap((file) => commandsFor(file, before, after));
  for (const { method, params } of commands) await call(method, ...params);
  rmSync(unfinished);
  return {
    applied: commands.map(({ what }) => what),
    needsRestart: changed.filter(
      (file) => file.endsWith('.conf') || (file.endsWith('.cfg') && file !== 'tls.cfg'),
    ),
  };
}

/** Kamailio reads addresses once a second at most; a second reload that follows at once waits for its turn. */
const TRIES = 8;
const BETWEEN_TRIES_MS = 250;

async function callPatiently(socket: string, method: string, params: readonly string[]): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      await callKamailio(socket, method, params);
      return;
    } catch (error) {
      if (left === 0 || !(error instanceof RpcFault) || !error.message.includes('ongoing reload'))
        throw error;
      await delay(BETWEEN_TRIES_MS);
    }
  }
}

type Files = ReadonlyMap<string, string>;
type Command = { readonly what: string; readonly method: string; readonly params: readonly string[] };

function commandsFor(file: string, before: Files, after: Files): readonly Command[] {
  const table = TABLES.find((name) => join('tables', name) === file);
  if (table) return [{ what: table, method: 'htable.reload', params: [table] }];
  if (file === 'addresses.list') return [{ what: file, method: 'permissions.addressReload', params: [] }];
  if (file === 'tls.cfg') return [{ what: file, method: 'tls.reload', params: [] }];
  return file === join('tables', 'uacreg')
    ? registrationCommands(rowsOf(before, file), rowsOf(after, file))
    : [];
}

/** Registrations that did not change are left alone: a provider may count how often it is asked. */
function registrationCommands(before: Files, after: Files): readonly Command[] {
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const fresh = [...after.keys()].filter((name) => before.get(name) !== after.get(name));
  return [
    ...gone.map((name) => ({
      what: `registration of ${name} ended`,
      method: 'uac.reg_remove',
      params: [name],
    })),
    ...fresh.map((name) => ({ what: `registration of ${name}`, method: 'uac.reg_refresh', params: [name] })),
  ];
}

/** A registrations' file as provider → the rest of its row. The running number in front says nothing. */
function rowsOf(files: Files, file: string): Files {
  const rows = (files.get(file) ?? '').trimEnd().split('\n').slice(1);
  return new Map(
    rows.map((row) => {
      const [, name = '', ...rest] = row.split(':');
      return [name, rest.join(':')];
    }),
  );
}

function readFiles(folder: string): Files {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}
