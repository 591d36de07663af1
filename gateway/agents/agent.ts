/**
 * agents.yaml: who may register with a password of their own. The file holds HA1 (MD5 of name:realm:password), never a
 * password; short-lived passwords (credentials.ts) need no entry unless the agent has a provider of its own.
 */
import { createHash } from 'node:crypto';
import type { Parsed } from '../config/problem.ts';
import { createFieldReader } from '../config/readField.ts';
import { AGENT, HA1, NAME } from '../config/values.ts';
import { readYaml } from '../config/yamlReader.ts';

export type Agent = {
  readonly name: string;
  /** Null for an agent that signs in with short-lived passwords only. */
  readonly ha1: string | null;
  /** The provider that carries the agent's calls when no prefix says otherwise; null: the installation's. */
  readonly provider: string | null;
};

/** `file`: as it is called in problems. */
export function parseAgents(text: string, file: string): Parsed<readonly Agent[]> {
  const yaml = readYaml(text, file, {});
  const { agents: place } = yaml.fields(yaml.root, ['agents']);
  const agents = (place ? yaml.entries(place) : []).map(([name, entry]) => {
    if (AGENT.read(name) === null) yaml.report(entry, AGENT.expects, name);
    const read = createFieldReader(yaml, entry, yaml.fields(entry, ['ha1', 'provider']));
    return {
      name,
      ha1: read.secret('ha1', HA1, '') || null,
      provider: read.one<string | null>('provider', NAME, null),
    };
  });
  return yaml.problems.length > 0 ? { ok: false, problems: yaml.problems } : { ok: true, value: agents };
}

/** What digest authentication needs to know of a password (RFC 2617 3.2.2.2, MD5). */
export function ha1Of(name: string, realm: string, password: string): string {
  return createHash('md5').update(`${name}:${realm}:${password}`).digest('hex');
}
