// The program that keeps records is killed while it works, over and over: each call is kept once, in a file and in a real
// PostgreSQL.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordsFile } from '../../../gateway/cdr/recordsFile.ts';
import { foldersOf } from '../../../gateway/render/folder.ts';
import { settingsIn } from '../../../gateway/render/rig.ts';
import { programsOf } from '../../../gateway/run/programs.ts';
import { type PostgresRig, startPostgres } from '../../../server/store/postgresRig.ts';
import { type LabProcess, startProgram, until } from '../process.ts';

const KILLS = 6;
const CALLS_A_LIFE = 400;
const BOOT = 1_795_270_000;

let folder: string;
let postgres: PostgresRig;
let database: string;
let file: string;
let run: string;
let records: LabProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-records-'));
  postgres = await startPostgres();
  database = postgres.database();
  file = join(folder, 'records.jsonl');
  const settings = settingsIn(folder, { GATEWAY_CDR_FILE: file, GATEWAY_DATABASE_URL: database });
  const folders = foldersOf(settings);
  run = folders.run;
  mkdirSync(run, { recursive: true });
  mkdirSync(folders.config, { recursive: true });
  for (const [name, text] of Object.entries(recordsFile(settings, folders)))
    writeFileSync(join(folders.config, name), text);
  const program = programsOf(settings).find(({ name }) => name === 'records');
  if (!program) throw new Error('No program keeps records.');
  records = await startProgram({ ...program, folder });
}, 60_000);
afterAll(async () => {
  await records?.stop();
  await postgres?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As Kamailio writes them, by two of its processes. */
function endCalls(first: number): void {
  for (let call = first; call < first + CALLS_A_LIFE; call += 1) {
    const id = Buffer.from(`call-${call}`).toString('hex');
    const row = `BYE|a|b|x|200|OK|0|${id}|alice|acme|+442079460018||${BOOT + 10}|${BOOT + 16}|${BOOT + 20}|${BOOT}\n`;
    appendFileSync(join(run, `calls_${call % 2}.log`), row);
  }
}
const inFile = () => readFileSync(file, { encoding: 'utf8', flag: 'a+' });
const query = (text: string) => execFileSync('psql', [database, '-Atc', text], { encoding: 'utf8' }).trim();
/** None before the program has made its table. */
const inDatabase = () =>
  query("SELECT to_regclass('offhook_calls')") ? Number(query('SELECT count(*) FROM offhook_calls')) : 0;

it('keeps each call once', async () => {
  for (let life = 0; life < KILLS; life += 1) {
    endCalls(life * CALLS_A_LIFE);
    // Somewhere between the first and the last record of this life: later each time, in the file or in the database.
    const enough = life * CALLS_A_LIFE + (life * CALLS_A_LIFE) / KILLS;
    const isUnderWay = () => (life % 2 ? inDatabase() : inFile().split('\n').length) > enough;
    await until(`records are kept in life ${life}`, isUnderWay, 30_000);
    await records.kill();
    await records.restart();
  }
  const all = KILLS * CALLS_A_LIFE;
  await until('all are in the database', () => inDatabase() === all, 30_000);
  const lines = inFile().trimEnd().split('\n');
  const ids = new Set(lines.map((line) => JSON.parse(line).id));
  expect([lines.length, ids.size]).toEqual([all, all]);
  expect(query('SELECT direction, agent, number, seconds, status FROM offhook_calls LIMIT 1')).toBe(
    'outgoing|alice|+442079460018|4|200',
  );
}, 180_000);
