/**
 * A whole configuration as one folder. It is written beside the one in use and then takes its place in a single step
 * (`config` is a link): whoever reads it sees the old one or the new one. Bad input never gets here.
 */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Agent } from '../agents/agent.ts';
import { recordsFile } from '../cdr/recordsFile.ts';
import type { Provider } from '../config/provider.ts';
import type { GatewaySettings } from '../config/settings.ts';
import { dialogStoreFile, makeDialogStore } from '../run/dialogStore.ts';
import { giveToOwnerOf } from '../run/ownership.ts';
import { coturnFile } from './coturn.ts';
import { htableFile, registrationsFile, VERSIONS_FILE } from './dbText.ts';
import { addressesFile, type Folders, peersFile, settingsFile, tlsFile } from './kamailio.ts';
import { rtpengineFile } from './rtpengine.ts';
import { TABLES, tablesOf } from './tables.ts';

export type Installation = {
  readonly settings: GatewaySettings;
  readonly providers: readonly Provider[];
  readonly agents: readonly Agent[];
  /** For each provider the addresses that its calls may come from (sources.ts). */
  readonly sources: readonly (readonly [provider: string, addresses: readonly string[]])[];
};

const ROUTES = fileURLToPath(new URL('../kamailio/', import.meta.url));

/** Where an installation's files are. `run` holds sockets and process ids, and survives a new configuration. */
export function foldersOf({ stateFolder }: GatewaySettings): Folders {
  return { config: resolve(stateFolder, 'config'), run: resolve(stateFolder, 'run') };
}

/** Writes everything and puts it in place; returns the folder, whose path stays the same from one time to the next. */
export function writeFolder(installation: Installation): string {
  const folders = foldersOf(installation.settings);
  const state = dirname(folders.config);
  mkdirSync(folders.run, { recursive: true, mode: 0o700 });
  makeDialogStore(folders.run);
  const fresh = mkdtempSync(join(state, 'config-'));
  for (const [path, text] of Object.entries(filesOf(installation, folders))) {
    mkdirSync(dirname(join(fresh, path)), { recursive: true, mode: 0o700 });
    writeFileSync(join(fresh, path), text, { mode: 0o600 });
  }
  makeNewer(join(fresh, 'tables'), join(folders.config, 'tables'));
  giveToOwnerOf(state, [fresh, dialogStoreFile(folders.run), secretFile(folders)]);
  const old = existsSync(folders.config) ? readlinkSync(folders.config) : null;
  symlinkSync(fresh, `${fresh}.link`);
  renameSync(`${fresh}.link`, folders.config);
  if (old) rmSync(old, { recursive: true, force: true });
  return folders.config;
}

/** Every file of the folder, by its path in it. */
function filesOf(installation: Installation, folders: Folders): Readonly<Record<string, string>> {
  const { settings, providers, agents, sources } = installation;
  const tables = tablesOf(settings, providers, agents);
  const coturn = coturnFile(settings);
  return {
    ...Object.fromEntries(
      readdirSync(ROUTES).map((file) => [file, readFileSync(join(ROUTES, file), 'utf8')]),
    ),
    'settings.cfg': settingsFile(settings, folders, routeSecret(folders)),
    'peers.cfg': peersFile(settings),
    'tls.cfg': tlsFile(settings, providers),
    'addresses.list': addressesFile(sources),
    'rtpengine.conf': rtpengineFile(settings),
    ...(coturn ? { 'turnserver.conf': coturn } : {}),
    ...recordsFile(settings, folders),
    ...Object.fromEntries(TABLES.map((name) => [join('tables', name), htableFile(tables[name])])),
    'tables/uacreg': registrationsFile(providers, settings),
    'tables/version': VERSIONS_FILE,
  };
}

/** Made once for an installation: with another one, calls that are up could not be ended any more. */
function routeSecret(folders: Folders): string {
  const file = secretFile(folders);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8');
}

const secretFile = ({ run }: Folders) => join(run, 'route.secret');

/** db_text reads a table again when its file is newer, in whole seconds: two within one second would be the same. */
function makeNewer(tables: string, thanTables: string): void {
  const before = existsSync(thanTables) ? statSync(join(thanTables, 'version')).mtimeMs / 1000 : 0;
  const atS = Math.floor(Math.max(Date.now() / 1000, before + 1));
  for (const file of readdirSync(tables)) utimesSync(join(tables, file), atS, atS);
}
