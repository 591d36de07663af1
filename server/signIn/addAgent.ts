/** A new agent who signs in with an access key. */
import type { AgentStore } from '../store/store.ts';
import { hashAccessKey, makeAccessKey, makeSub } from './accessKeys.ts';

/** Agents of access keys belong to one tenant: one server, one team. */
export const TENANT = 'default';

/** The access key, which nobody can read again; null when the name is taken. */
export async function addAgent(agents: AgentStore, name: string, admin: boolean): Promise<string | null> {
  const key = makeAccessKey();
  const added = await agents.add({ sub: makeSub(), name, tenant: TENANT, admin }, hashAccessKey(key));
  return added === 'added' ? key : null;
}
