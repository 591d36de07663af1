/**
 * A process that is killed under writes, over and over on the same database: what it acknowledged is there, once.
 * OFFHOOK_KILLS=1000 is the long run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking, CAPS } from './call.contract.ts';
import { randomFrom } from './capModel.ts';
import { killAmidst } from './killRig.ts';
import { type DatabaseConfig, openStore } from './openStore.ts';
import { type PostgresRig, startPostgres } from './postgresRig.ts';
import type { Store } from './store.ts';

const KILLS = Number(process.env.OFFHOOK_KILLS ?? 100);
const WRITER = import.meta.resolve('./killedWriter.ts');
const LANES = 4;
/** Each starts Node anew, on a machine that may be busy with seven other things. */
const TIMEOUT_MS = 60_000 + KILLS * 1_000;

const folder = mkdtempSync(join(tmpdir(), 'offhook-kill-'));
let postgres: PostgresRig;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.close();
  rmSync(folder, { recursive: true });
});

/** One life after the other on one database; everything that was acknowledged in any of them. */
async function liveAndDie(database: string, lives: number, seed: number): Promise<readonly string[]> {
  const random = randomFrom(seed);
  const acknowledged: string[] = [];
  for (let life = 1; life <= lives; life += 1) {
    // One in ten dies while it is still opening the database.
    const isEarly = life % 10 === 0;
    const afterLines = isEarly ? 0 : 1 + Math.floor(random() * 40);
    const delayMs = random() * (isEarly ? 120 : 4);
    const program = [fileURLToPath(WRITER), database, String(life)];
    acknowledged.push(...(await killAmidst({ program, afterLines, delayMs })));
  }
  return acknowledged;
}

/** Sentences about what is lost or doubled. */
async function faultsOf(config: DatabaseConfig, acknowledged: readonly string[]): Promise<readonly string[]> {
  const store = await openStore(config);
  const rows = await store.calls.recent(1_000_000);
  const durations = new Map(rows.map(({ callUuid, durationSeconds }) => [callUuid, durationSeconds]));
  const faults = durations.size === rows.length ? [] : ['a call has two records'];
  const said = acknowledged.map((line) => line.split(' ') as [string, string, string]);
  const firsts = said.filter(([what, , which]) => what === 'ended' && which === 'first');
  if (new Set(firsts.map(([, call]) => call)).size !== firsts.length) faults.push('a call ended twice');
  for (const [what, call, which] of said) {
    const isKept =
      what === 'ended'
        ? durations.get(call) === Number(call.split('-')[1])
        : (await intentOf(store, call)) === which;
    if (!isKept) faults.push(`${what} ${call} ${which} is lost`);
  }
  await store.close();
  return faults;
}

/** The same click again has the same intent, if it was kept. */
async function intentOf(store: Store, callId: string): Promise<string | null> {
  const answer = await store.calls.reserve(asking({ callId, now: Date.now() }), CAPS);
  return answer.ok ? answer.intent : null;
}

/** Lanes side by side, each on a database of its own, so that one starts while another dies. */
async function faultsAfter(databases: readonly string[], livesEach: number) {
  const said = await Promise.all(databases.map((one, lane) => liveAndDie(one, livesEach, lane + 1)));
  const faults = await Promise.all(
    databases.map((one, lane) =>
      faultsOf(one.startsWith('postgres://') ? { url: one } : { file: one }, said[lane] ?? []),
    ),
  );
  return { faults: faults.flat(), acknowledged: said.flat().length };
}

test(
  `${KILLS} kills on SQLite lose and double nothing that was acknowledged`,
  async () => {
    const files = Array.from({ length: LANES }, (_, lane) => join(folder, `${lane}.sqlite`));
    const { faults, acknowledged } = await faultsAfter(files, KILLS / LANES);
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(KILLS * 5);
  },
  TIMEOUT_MS,
);

test(
  `${KILLS / 4} kills on PostgreSQL lose and double nothing that was acknowledged`,
  async () => {
    const { faults, acknowledged } = await faultsAfter([postgres.database()], KILLS / 4);
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(KILLS);
  },
  TIMEOUT_MS,
);
