// One record a call, whatever breaks in between.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportRecords } from './exportRecords.ts';
import { type CallRecord, parseRow } from './record.ts';
import { type Database, jsonLinesSink, postgresSink } from './sinks.ts';

const BOOT = 1795270000;
const hex = (text: string) => Buffer.from(text).toString('hex');
type Words = {
  answered?: number;
  status?: number;
  reason?: string;
  did?: string;
  far?: string;
  provider?: string;
  boot?: number;
};
const row = (call: string, words: Words = {}) => {
  const { answered = 1795279246, status = 200, did = '', far = '+442079460018' } = words;
  const kamailios = ['BYE', 'a', 'b', 'x', status, words.reason ?? 'OK', 0];
  const who = [hex(call), did ? '' : 'alice', words.provider ?? 'acme', did ? hex(far) : far, did];
  return [...kamailios, ...who, 1795279240, answered, 1795279250, words.boot ?? BOOT].join('|');
};
const begun = (call: string, words: Words = {}) =>
  row(call, { status: 100, reason: 'Begun', answered: 0, ...words });
const kept = (call: string, boot: number) => row(call, { status: 100, reason: 'Kept', boot });
const started = (boot: number) => row('', { status: 100, reason: 'Started', boot });

let run: string;
let file: string;
beforeEach(() => {
  run = mkdtempSync(join(tmpdir(), 'offhook-cdr-'));
  file = join(run, 'records.jsonl');
});
afterEach(() => rmSync(run, { recursive: true }));

const write = (process: number | string, ...rows: string[]) => {
  const name = typeof process === 'number' ? `calls_${process}` : process;
  appendFileSync(join(run, `${name}.log`), rows.map((text) => `${text}\n`).join(''));
};
const records = () =>
  readFileSync(file, { encoding: 'utf8', flag: 'a+' })
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CallRecord);
const ids = () => records().map(({ id }) => id.split('@')[0]);

describe('a record', () => {
  it('says who called whom, when and for how long', () => {
    expect(parseRow(row('one@browser'))?.record).toEqual({
      id: 'one@browser@1795279240',
      ...{ direction: 'outgoing', agent: 'alice', provider: 'acme', number: '+442079460018', did: '' },
      ...{
        beganAt: '2026-11-21T16:40:40Z',
        answeredAt: '2026-11-21T16:40:46Z',
        endedAt: '2026-11-21T16:40:50Z',
      },
      ...{ seconds: 4, status: 200 },
    });
  });

  it('of a call that came in has our number, and the caller’s as he wrote it', () => {
    expect(parseRow(row('two', { did: '+442079460200', far: 'a|b\n"c' }))?.record).toMatchObject({
      ...{ direction: 'incoming', did: '+442079460200', number: 'a|b\n"c' },
    });
  });

  it('of a call that was not answered has no talk', () => {
    expect(parseRow(row('three', { answered: 0, status: 486 }))?.record).toMatchObject({
      seconds: 0,
      status: 486,
      answeredAt: null,
    });
  });

  it.each(['', 'INVITE|a', row('x').slice(0, -12), `${row('x')}|more`])('is not made of %j', (text) =>
    expect(parseRow(text)).toBeNull(),
  );
});

describe('the file of records', () => {
  it('has each call once, from all of Kamailio’s processes, however often it is looked', async () => {
    write(1, row('a'), row('b'));
    write(2, row('c'));
    await exportRecords(run, jsonLinesSink(file));
    write(2, row('d'));
    await exportRecords(run, jsonLinesSink(file));
    await exportRecords(run, jsonLinesSink(file));
    expect(ids()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('leaves a row that is half written until it is whole', async () => {
    const text = row('late');
    appendFileSync(join(run, 'calls_1.log'), text.slice(0, 30));
    expect(await exportRecords(run, jsonLinesSink(file))).toMatchObject({ records: 0, unread: 0 });
    appendFileSync(join(run, 'calls_1.log'), `${text.slice(30)}\n`);
    await exportRecords(run, jsonLinesSink(file));
    expect(ids()).toEqual(['late']);
  });

  it('has no second record after a crash between the record and the place it was read up to', async () => {
    write(1, row('a'), row('b'));
    await exportRecords(run, jsonLinesSink(file));
    rmSync(join(run, 'calls.file.json'));
    await exportRecords(run, jsonLinesSink(file));
    expect(ids()).toHaveLength(2);
  });

  it('loses nothing and repairs itself when a crash cut off its last line', async () => {
    write(1, row('a'), row('b'));
    await exportRecords(run, jsonLinesSink(file));
    rmSync(join(run, 'calls.file.json'));
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
    await exportRecords(run, jsonLinesSink(file));
    expect(ids()).toEqual(['a', 'b']);
  });
});

describe('a call that Kamailio did not see the end of', () => {
  const look = () => exportRecords(run, jsonLinesSink(file));

  it('has a record when Kamailio is back, with the provider that was tried last', async () => {
    write('starts_1', started(BOOT));
    write('begun_2', begun('lost', { provider: 'first' }), begun('lost', { provider: 'second' }));
    await look();
    expect(ids()).toEqual([]);
    write('starts_1', started(BOOT + 60));
    await look();
    await look();
    expect(records()).toMatchObject([
      {
        agent: 'alice',
        provider: 'second',
        number: '+442079460018',
        answeredAt: null,
        status: null,
        seconds: null,
      },
    ]);
  });

  it('has its record at its end when Kamailio still knew it, through two restarts', async () => {
    write('begun_2', begun('kept'), begun('lost'));
    write('starts_3', kept('kept', BOOT + 60), started(BOOT + 60));
    await look();
    expect(ids()).toEqual(['lost']);
    write('starts_2', kept('kept', BOOT + 90));
    await look();
    write('starts_2', started(BOOT + 90));
    await look();
    expect(ids()).toEqual(['lost']);
    write('calls_7', row('kept', { boot: BOOT + 90 }));
    await look();
    expect(records()[1]).toMatchObject({ id: 'kept@1795279240', seconds: 4, status: 200 });
    expect(records()).toHaveLength(2);
  });

  it('is not one that began after the start, or ended before it', async () => {
    write('begun_1', begun('over'), begun('new', { boot: BOOT + 60 }));
    write('calls_1', row('over'));
    write('starts_1', started(BOOT + 60));
    await look();
    expect(ids()).toEqual(['over']);
  });
});

describe('a database', () => {
  const failingOnce = () => {
    const rows = new Map<unknown, readonly unknown[]>();
    let failures = 1;
    const database: Database = {
      async query(text, values = []) {
        if (text.startsWith('INSERT') && failures-- > 0) throw new Error('gone');
        if (text.startsWith('INSERT') && !rows.has(values[0])) rows.set(values[0], values);
      },
    };
    return { rows, database };
  };

  it('that is away for a while loses nothing and gets nothing twice', async () => {
    const { rows, database } = failingOnce();
    const sink = postgresSink(database);
    write(1, row('a'), row('b'));
    await expect(exportRecords(run, sink)).rejects.toThrow('gone');
    await exportRecords(run, jsonLinesSink(file));
    await exportRecords(run, sink);
    expect([...rows.keys()]).toEqual(['a@1795279240', 'b@1795279240']);
    expect(ids()).toHaveLength(2);
  });
});
