/**
 * `enrol AGENT`: prints the line and the QR code that fill in an agent's SIP account in the extension. The password is
 * in them only when it was asked for, and then it is read from standard input: a command line is seen by everybody.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { renderUnicodeCompact } from 'uqr';
import { type Agent, ha1Of, parseAgents } from '../agents/agent.ts';
import { type Enrolment, formatEnrolment, parseEnrolment } from '../agents/enrolment.ts';
import { parseSettings, readEnvironment } from '../config/parseSettings.ts';
import { describeProblem } from '../config/problem.ts';
import type { GatewaySettings } from '../config/settings.ts';
import type { Environment } from '../config/yamlReader.ts';
import { type Command, complain, say, wrongUse } from './command.ts';

export type EnrolWords = {
  readonly agent: string;
  /** Another address than the settings say, for a gateway behind a proxy. */
  readonly server: string | null;
  readonly hasPassword: boolean;
};

/** Null: not understood. `AGENT [--server wss://…] [--with-password]`. */
export function parseEnrolWords(words: readonly string[]): EnrolWords | null {
  const rest = [...words];
  const at = rest.indexOf('--server');
  const [, server = null] = at < 0 ? [] : rest.splice(at, 2);
  const hasPassword = rest.includes('--with-password');
  const [agent, ...others] = rest.filter((word) => word !== '--with-password');
  const isWhole = agent && !agent.startsWith('-') && others.length === 0 && (at < 0 || server !== null);
  return isWhole ? { agent, server, hasPassword } : null;
}

const OK = 0;
const FAILED = 1;

export const enrol: Command = {
  usage: 'enrol AGENT [--server wss://…] [--with-password]',
  summary: 'print the line and the QR code that fill in an agent’s account in the extension',
  async run(args) {
    const words = parseEnrolWords(args);
    return words ? runEnrol(words, readEnvironment('.env'), say, askPassword) : wrongUse(enrol);
  },
};

/** The first line of standard input. */
async function askPassword(): Promise<string> {
  if (process.stdin.isTTY) complain('The agent’s password, which will be seen as it is typed:');
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

/** `readPassword`: asked only with `--with-password`. */
export async function runEnrol(
  words: EnrolWords,
  environment: Environment,
  print: (line: string) => void,
  readPassword: () => Promise<string>,
): Promise<number> {
  const enrolment = await enrolmentOf(words, environment, readPassword);
  if (typeof enrolment === 'string') {
    print(enrolment);
    return FAILED;
  }
  const line = formatEnrolment(enrolment);
  print(line);
  print(renderUnicodeCompact(line, { border: 2 }));
  print(
    enrolment.password === undefined
      ? 'The agent is asked for the password.'
      : 'The password is in both: show them to the agent and to nobody else.',
  );
  return OK;
}

/** A sentence when it cannot be. */
async function enrolmentOf(
  { agent, server, hasPassword }: EnrolWords,
  environment: Environment,
  readPassword: () => Promise<string>,
): Promise<Enrolment | string> {
  const parsed = parseSettings(environment);
  if (!parsed.ok) return parsed.problems.map(describeProblem).join('\n');
  const settings = parsed.value;
  const address = server ?? addressOf(settings);
  if (address === null) return 'GATEWAY_WSS_PORT is 0: write --server wss://… as browsers reach the proxy.';
  const known = readAgent(agent, settings);
  if (typeof known === 'string') return known;
  const password = hasPassword ? await readPassword() : undefined;
  if (password !== undefined && ha1Of(agent, settings.realm, password) !== known.ha1)
    return `That is not ${agent}’s password in ${settings.agentsFile} (for the realm ${settings.realm}).`;
  const enrolment = { server: address, user: agent, domain: settings.realm, ...(password && { password }) };
  // What the extension would refuse is not handed out.
  return (
    parseEnrolment(formatEnrolment(enrolment)) ??
    `The extension would not take ${address}: write wss://host:port.`
  );
}

/** The realm is the gateway's name: its certificate bears it. */
function addressOf({ realm, ports }: GatewaySettings): string | null {
  return ports.wss === 0 ? null : `wss://${realm}:${ports.wss}`;
}

function readAgent(name: string, { agentsFile }: GatewaySettings): Agent | string {
  if (!existsSync(agentsFile))
    return `${agentsFile} is not there: it holds the agents; set GATEWAY_AGENTS_FILE.`;
  const parsed = parseAgents(readFileSync(agentsFile, 'utf8'), agentsFile);
  if (!parsed.ok) return parsed.problems.map(describeProblem).join('\n');
  const agent = parsed.value.find((one) => one.name === name);
  return agent?.ha1 ? agent : `${agentsFile} gives "${name}" no password: add the agent first.`;
}
