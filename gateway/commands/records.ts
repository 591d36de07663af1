/** `records`: follows Kamailio's calls as they end, and keeps a record of each in a file, in PostgreSQL, or in both. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { exportRecords } from '../cdr/exportRecords.ts';
import { type RecordsSettings, readRecordsFile, recordsSettings } from '../cdr/recordsFile.ts';
import { jsonLinesSink, postgresSink, type Sink } from '../cdr/sinks.ts';
import { parseSettings, readEnvironment } from '../config/parseSettings.ts';
import type { Parsed } from '../config/problem.ts';
import { foldersOf } from '../render/folder.ts';
import { type Command, complain, refuse, wrongUse } from './command.ts';

const EVERY_MS = 1_000;

const CONFIG_FILE = '--config-file=';

export const records: Command = {
  usage: `records [--once] [${CONFIG_FILE}FILE]`,
  summary:
    'keep a record of each call that ends, in GATEWAY_CDR_FILE and GATEWAY_DATABASE_URL, until interrupted',
  async run(args) {
    const [file, ...others] = args.filter((word) => word !== '--once');
    if (others.length > 0 || (file && !file.startsWith(CONFIG_FILE))) return wrongUse(records);
    const settings = file ? readRecordsFile(file.slice(CONFIG_FILE.length)) : readSettings();
    if (!settings.ok) return refuse(settings.problems);
    const { run } = settings.value;
    const sinks = sinksOf(settings.value);
    if (sinks.length === 0) {
      complain('Set GATEWAY_CDR_FILE or GATEWAY_DATABASE_URL: nothing says where records are to be kept.');
      return 1;
    }
    if (args.includes('--once')) return (await exportTo(sinks, run)) ? 0 : 1;
    const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => true);
    do await exportTo(sinks, run);
    while (!(await Promise.race([interrupted, delay(EVERY_MS, false)])));
    await exportTo(sinks, run);
    return 0;
  },
};

/** As the working folder's .env has them. */
function readSettings(): Parsed<RecordsSettings> {
  const settings = parseSettings(readEnvironment('.env'));
  return settings.ok
    ? { ok: true, value: recordsSettings(settings.value, foldersOf(settings.value)) }
    : settings;
}

function sinksOf({ cdrFile, databaseUrl }: RecordsSettings): readonly Sink[] {
  return [
    ...(cdrFile ? [jsonLinesSink(cdrFile)] : []),
    ...(databaseUrl ? [postgresSink(openDatabase(databaseUrl))] : []),
  ];
}

/** An idle connection that the server closes is opened again with the next record; unheard, it would end this process. */
function openDatabase(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 1, allowExitOnIdle: true });
  pool.on('error', (error) => complain(`records (postgres): ${error.message}`));
  return pool;
}

/** Whether all of them took what is new. One that did not is tried again with the rest the next time. */
async function exportTo(sinks: readonly Sink[], run: string): Promise<boolean> {
  let isComplete = true;
  for (const sink of sinks) {
    try {
      const { unread } = await exportRecords(run, sink);
      if (unread > 0) complain(`${unread} rows were no calls and were left out.`);
    } catch (error) {
      complain(`records (${sink.name}): ${error instanceof Error ? error.message : error}; trying again.`);
      isComplete = false;
    }
  }
  return isComplete;
}
