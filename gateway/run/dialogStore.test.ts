// The file that Kamailio keeps its calls in: there before Kamailio is, and nobody's to touch afterwards.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dialogStoreFile, makeDialogStore } from './dialogStore.ts';

let run: string;
beforeEach(() => {
  run = mkdtempSync(join(tmpdir(), 'offhook-dialogs-'));
});
afterEach(() => rmSync(run, { recursive: true }));

function ask(question: string) {
  const database = new DatabaseSync(dialogStoreFile(run));
  const answer = database
    .prepare(question)
    .all()
    .map((row) => ({ ...row }));
  database.close();
  return answer;
}

describe('the file of calls', () => {
  it('has the tables in the versions that Kamailio asks for, and a log beside it', () => {
    makeDialogStore(run);
    expect(ask('SELECT * FROM version ORDER BY table_name')).toEqual([
      { table_name: 'dialog', table_version: 7 },
      { table_name: 'dialog_vars', table_version: 1 },
    ]);
    expect(ask('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  });

  it('keeps the calls that are in it, and is made anew after a crash in its making', () => {
    writeFileSync(`${dialogStoreFile(run)}.new`, 'half a file');
    makeDialogStore(run);
    ask("INSERT INTO dialog (callid) VALUES ('up')");
    makeDialogStore(run);
    expect(ask('SELECT callid FROM dialog')).toEqual([{ callid: 'up' }]);
  });
});
