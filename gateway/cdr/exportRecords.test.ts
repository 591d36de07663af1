// One record a call, whatever breaks in between.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportRecords } from './exportRecords.ts';
import { parseRow } from './record.ts';
import { type Database, jsonLinesSink, postgresSink } from './sinks.ts';

const hex = (text: string) => Buffer.from(text).toString('hex');
const row = (call: string, { answered = 1795279246, status = 200, did = '', far = '+442079460018' } = {}) =>
  [
    'BYE',
    'a',
    'b',
    'x',
    status,
    'OK',
    0,
    hex(call),
    did ? '' : 'alice',
    'acme',
    did ? hex(far) : far,
    did,
    1795279240,
    answered,
    1795279250,
  ].join('|');

let run: string;
let file: string;
beforeEach(() => {
  run = mkdtempSync(join(tmpdir(), 'offhook-cdr-'));
  file = join(run, 'records.jsonl');
});
afterEach(() => rmSync(run, { recursive: true }));

const write = (process: number, ...rows: string[]) =>
  appendFileSync(join(run, `calls_${process}.log`), rows.map((text) => `${text}\n`).join(''));
const kept = () =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id);

describe('a record', () => {
  it('says who called whom, when and for how long', () => {
    expect(parseRow(row('one@browser'))).toEqual({
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
    expect(parseRow(row('two', { did: '+442079460200', far: 'a|b\n"c' }))).toMatchObject({
      ...{ direction: 'incoming', did: '+442079460200', number: 'a|b\n"c' },
    });
  });

  it('of a call that was not answered has no talk', () => {
    expect(parseRow(row('three', { answered: 0, status: 486 }))).toMatchObject({
      seconds: 0,
      status: 486,
      answeredAt: null,
    });
  });

  it.each(['', 'INVITE|a', row('x').slice(0, -11), `${row('x')}|more`])('is not made of %j', (text) =>
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
    expect(kept()).toEqual(['a', 'b', 'c', 'd'].map((id) => `${id}@1795279240`));
  });

  it('leaves a row that is half written until it is whole', async () => {
    const text = row('late');
    appendFileSync(join(run, 'calls_1.log'), text.slice(0, 30));
    expect(await exportRecords(run, jsonLinesSink(file))).toMatchObject({ records: 0, unread: 0 });
    appendFileSync(join(run, 'calls_1.log'), `${text.slice(30)}\n`);
    await exportRecords(run, jsonLinesSink(file));
    expect(kept()).toEqual(['late@1795279240']);
  });

  it('has no second record after a crash between the record and the place it was read up to', async () => {
    write(1, row('a'), row('b'));
    await exportRecords(run, jsonLinesSink(file));
    rmSync(join(run, 'calls.file.json'));
    await exportRecords(run, jsonLinesSink(file));
    expect(kept()).toHaveLength(2);
  });

  it('goes on after a line that a crash cut off', async () => {
    write(1, row('a'));
    writeFileSync(file, '{"id":"a@17952792');
    await exportRecords(run, jsonLinesSink(file));
    expect(JSON.parse(readFileSync(file, 'utf8').split('\n')[1] ?? '').id).toBe('a@1795279240');
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
    expect(kept()).toHaveLength(2);
  });
});
