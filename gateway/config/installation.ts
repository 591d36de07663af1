/** Everything an installation's files say, read together and held against each other. */
import { existsSync, readFileSync } from 'node:fs';
import { type Agent, parseAgents } from '../agents/agent.ts';
import { parseProviders } from './parseProviders.ts';
import { parseSettings } from './parseSettings.ts';
import type { Parsed, Problem } from './problem.ts';
import type { Provider } from './provider.ts';
import type { GatewaySettings } from './settings.ts';
import type { Environment } from './yamlReader.ts';

export type Configuration = {
  readonly settings: GatewaySettings;
  readonly providers: readonly Provider[];
  readonly agents: readonly Agent[];
};

/** `environment`: as readEnvironment gives it. Files are seen from the working folder. */
export function readConfiguration(environment: Environment): Parsed<Configuration> {
  const settings = parseSettings(environment);
  if (!settings.ok) return settings;
  const { providersFile, agentsFile } = settings.value;
  if (!existsSync(providersFile)) return { ok: false, problems: [missing(providersFile)] };
  const providers = parseFile(providersFile, (text) =>
    parseProviders(text, { file: providersFile, environment }),
  );
  const agents = existsSync(agentsFile)
    ? parseFile(agentsFile, (text) => parseAgents(text, agentsFile))
    : ({ ok: true, value: [] } as const);
  if (!providers.ok || !agents.ok)
    return {
      ok: false,
      problems: [providers, agents].flatMap((parsed) => (parsed.ok ? [] : parsed.problems)),
    };
  const configuration = { settings: settings.value, providers: providers.value, agents: agents.value };
  const problems = contradictions(configuration);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: configuration };
}

function parseFile<T>(file: string, parse: (text: string) => Parsed<T>): Parsed<T> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const fix = `cannot be read by this user (${(error as NodeJS.ErrnoException).code}): \`up\` gives it to the user of the services`;
    return { ok: false, problems: [{ file, line: null, about: 'the file', value: null, fix }] };
  }
  return parse(text);
}

function missing(file: string): Problem {
  const fix = 'is not there: copy providers.yaml.example and fill in the five values of your provider';
  return { file, line: null, about: 'the file', value: null, fix };
}

function contradictions({ settings, providers, agents }: Configuration): readonly Problem[] {
  const { providersFile, agentsFile, ports } = settings;
  const portOf = { udp: ports.sipUdp, tcp: ports.sipTcp, tls: ports.sipTls };
  const about = (file: string, about: string, value: string, fix: string) => ({
    file,
    line: null,
    about,
    value,
    fix,
  });
  return [
    ...providers
      .filter(({ transport }) => portOf[transport] === 0)
      .map(({ name, transport }) =>
        about(
          providersFile,
          `providers.${name}.transport`,
          transport,
          `set GATEWAY_SIP_${transport.toUpperCase()}_PORT`,
        ),
      ),
    ...agents
      .filter(({ provider }) => provider !== null && !providers.some(({ name }) => name === provider))
      .map(({ name, provider }) =>
        about(
          agentsFile,
          `agents.${name}.provider`,
          provider ?? '',
          `write one of ${providers.map(({ name }) => name).join(', ')}`,
        ),
      ),
  ];
}
