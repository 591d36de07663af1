/** Changes to agents.yaml that leave everything else in it as somebody wrote it, comments too. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isMap, parseDocument } from 'yaml';

const EMPTY =
  '# Who may register with a password of their own: `npm run gateway -- agents add NAME`.\nagents:\n';

export type AgentEntry = { readonly ha1: string; readonly provider?: string };

/** Adds an agent or gives the one of that name a new entry. */
export function writeAgent(file: string, name: string, entry: AgentEntry): void {
  const document = parseDocument(existsSync(file) ? readFileSync(file, 'utf8') : EMPTY);
  if (!isMap(document.get('agents'))) document.set('agents', document.createNode({}));
  document.setIn(['agents', name], document.createNode(entry, { flow: true }));
  write(file, document.toString());
}

/** False when there is no such agent. */
export function removeAgent(file: string, name: string): boolean {
  if (!existsSync(file)) return false;
  const document = parseDocument(readFileSync(file, 'utf8'));
  if (!document.hasIn(['agents', name])) return false;
  document.deleteIn(['agents', name]);
  write(file, document.toString());
  return true;
}

/** HA1 is as good as the password for whoever reads it: owner only, and never half a file. */
function write(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
