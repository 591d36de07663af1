/** `agents`: who may register with a password of their own. The password is made here, shown once and kept nowhere. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { ha1Of, parseAgents } from '../agents/agent.ts';
import { removeAgent, writeAgent } from '../agents/agentsFile.ts';
import { parseSettings, readEnvironment } from '../config/parseSettings.ts';
import type { GatewaySettings } from '../config/settings.ts';
import { AGENT, NAME } from '../config/values.ts';
import { type Command, complain, refuse, say } from './command.ts';

const USAGE = 'agents [add NAME [PROVIDER] | remove NAME]';

export const agents: Command = {
  usage: USAGE,
  summary: 'list the agents of agents.yaml, give one a new password, or take one out',
  async run([action, name, provider]) {
    const settings = parseSettings(readEnvironment('.env'));
    if (!settings.ok) return refuse(settings.problems);
    if (action === undefined) return list(settings.value);
    if (action === 'add' && name !== undefined) return add(settings.value, name, provider);
    if (action === 'remove' && name !== undefined) return remove(settings.value, name);
    complain(`usage: npm run gateway -- ${USAGE}`);
    return 2;
  },
};

function list({ agentsFile }: GatewaySettings): number {
  const parsed = parseAgents(existsSync(agentsFile) ? readFileSync(agentsFile, 'utf8') : '', agentsFile);
  if (!parsed.ok) return refuse(parsed.problems);
  for (const { name, provider } of parsed.value) say(provider ? `${name} (${provider})` : name);
  return 0;
}

function add(settings: GatewaySettings, name: string, provider: string | undefined): number {
  const { agentsFile, providersFile, realm } = settings;
  if (AGENT.read(name) === null || (provider !== undefined && NAME.read(provider) === null)) {
    complain(AGENT.read(name) === null ? `${name}: ${AGENT.expects}` : `${provider}: ${NAME.expects}`);
    return 2;
  }
  const password = randomBytes(24).toString('base64url');
  const entry = { ha1: ha1Of(name, realm, password), ...(provider ? { provider } : {}) };
  writeAgent(agentsFile, name, entry, providersFile);
  say(password);
  complain(
    `This is ${name}’s password, shown this once. Bring it to a running gateway: npm run gateway -- reload`,
  );
  return 0;
}

function remove({ agentsFile }: GatewaySettings, name: string): number {
  if (!removeAgent(agentsFile, name)) {
    complain(`${agentsFile} has no agent ${name}.`);
    return 1;
  }
  complain(`${name} is out. Bring it to a running gateway: npm run gateway -- reload`);
  return 0;
}
