/**
 * The file in which Kamailio keeps the calls that are up, so that one that was killed knows them when it is back. It is
 * Kamailio's own (kamailio/dialog.cfg); here it is made, because Kamailio does not start without its tables.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export const dialogStoreFile = (run: string): string => join(run, 'dialogs.sqlite3');

const TEXT = 'VARCHAR(512)';
/** What module dialog of Kamailio 5.6 reads and writes: its tables `dialog`, version 7, and `dialog_vars`, version 1. */
const TABLES = `
  CREATE TABLE version (table_name ${TEXT} PRIMARY KEY, table_version INTEGER NOT NULL);
  INSERT INTO version VALUES ('dialog', 7), ('dialog_vars', 1);
  CREATE TABLE dialog (id INTEGER PRIMARY KEY, hash_entry INTEGER, hash_id INTEGER, callid ${TEXT},
    from_uri ${TEXT}, from_tag ${TEXT}, to_uri ${TEXT}, to_tag ${TEXT}, caller_cseq ${TEXT}, callee_cseq ${TEXT},
    caller_route_set ${TEXT}, callee_route_set ${TEXT}, caller_contact ${TEXT}, callee_contact ${TEXT},
    caller_sock ${TEXT}, callee_sock ${TEXT}, state INTEGER, start_time INTEGER, timeout INTEGER, sflags INTEGER,
    iflags INTEGER, toroute_name ${TEXT}, req_uri ${TEXT}, xdata ${TEXT});
  CREATE INDEX dialog_place ON dialog (hash_entry, hash_id);
  CREATE TABLE dialog_vars (id INTEGER PRIMARY KEY, hash_entry INTEGER, hash_id INTEGER, dialog_key ${TEXT},
    dialog_value ${TEXT});
  CREATE INDEX dialog_vars_place ON dialog_vars (hash_entry, hash_id);`;

/** Makes it where there is none; one that is there is left alone: calls may be in it. */
export function makeDialogStore(run: string): void {
  const file = dialogStoreFile(run);
  if (existsSync(file)) return;
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  const database = new DatabaseSync(fresh);
  // With a log beside it a commit costs no wait for the disk, and a power cut leaves it whole (sqlite.org/wal.html).
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(TABLES);
  database.close();
  renameSync(fresh, file);
}
