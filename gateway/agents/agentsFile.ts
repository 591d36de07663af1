/** Changes to agents.yaml that leave everything else in it as somebody wrote it, comments too. */
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { isMap, parseDocument } from 'yaml';
import { giveToOwnerOf } from '../run/ownership.ts';

const EMPTY =
  '# Who may register with a password of their own: `npm run gateway -- agents add NAME`.\nagents:\n';

export type AgentEntry = { readonly ha1: string; readonly provider?: string };

/**
 * Adds an agent or gives the one of that name a new entry. `beside`: a file of the same installation; whoever it belongs
 * to may read a new agents.yaml as well.
 */
export function writeAgent(file: string, name: string, entry: AgentEntry, beside = file): void {
  const document = parseDocument(existsSync(file) ? readFileSync(file, 'utf8') : EMPTY);
  if (!isMap(document.get('agents'))) document.set('agents', document.createNode({}));
  document.setIn(['agents', name], document.createNode(entry, { flow: true }));
  write(file, document.toString(), existsSync(file) ? file : beside);
}

/** False when there is no such agent. */
export function removeAgent(file: string, name: string): boolean {
  if (!existsSync(file)) return false;
  const document = parseDocument(readFileSync(file, 'utf8'));
  if (!document.hasIn(['agents', name])) return false;
  document.deleteIn(['agents', name]);
  write(file, document.toString(), file);
  return true;
}

/** HA1 is as good as the password, for whoever reads it. */
const MOST_READABLE = 0o640;

/** Never half a file, and readable to no more than could read `like`. */
function write(file: string, text: string, like: string): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, text, { mode: 0o600 });
  if (existsSync(like)) {
    giveToOwnerOf(like, [fresh]);
    chmodSync(fresh, statSync(like).mode & MOST_READABLE);
  }
  renameSync(fresh, file);
}
