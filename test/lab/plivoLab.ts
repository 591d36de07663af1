/**
 * The whole of Plivo without an account: the fake Plivo, our own server, and the lab as its SIP side.
 *
 *   SDK ── ws ──► Kamailio (phone.plivo.com) ── asks ──► fake Plivo ── signed webhooks ──► our server
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { runCommand } from '../../server/command.ts';
import { type Config, type Environment, parseConfig } from '../../server/config.ts';
import { type FakePlivo, startFakePlivo } from '../../server/fakePlivo/fakePlivo.ts';
import { createLog } from '../../server/log.ts';
import { type Serving, serve } from '../../server/serve.ts';
import type { PlivoCredentials } from '../../src/accounts/credentials.ts';
import { tokenReply } from '../../src/accounts/tokenContract.ts';
import { type Lab, startLab } from './lab.ts';
import { freePort } from './process.ts';

export type PlivoLab = {
  readonly lab: Lab;
  readonly fake: FakePlivo;
  /** Our server's base URL. */
  readonly server: string;
  /** An agent's access key: the bearer for `server`. */
  readonly accessKey: string;
  /** What our server runs with. */
  readonly config: Config;
  /** Makes another agent; their access key. */
  addAgent(name: string): Promise<string>;
  /** What the extension would hold: a fresh token and where to take it. Of the first agent, or of whose key it is. */
  token(accessKey?: string): Promise<PlivoCredentials>;
  close(): Promise<void>;
};

/** `allowedOrigins`: pages that may ask our server. `settings`: further variables of its environment. */
export type PlivoLabOptions = {
  readonly allowedOrigins?: readonly string[];
  readonly settings?: Environment;
};

export async function startPlivoLab(options: PlivoLabOptions = {}): Promise<PlivoLab> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-plivo-'));
  const ending: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of ending.toReversed()) await end();
  };
  try {
    const fake = await startFakePlivo({ retryDelaysMs: [50, 100] });
    ending.push(fake.close);
    const lab = await startLab({ plivo: { switchUrl: fake.sipSwitchUrl, number: fake.number } });
    ending.push(lab.stop);
    const environment = await environmentOf(fake, lab, join(folder, 'server.sqlite'), options);
    const addAgent = (name: string) => makeAgent(environment, name);
    const accessKey = await addAgent('Anna');
    const config = configOf(environment);
    const serving: Serving = await serve(config, createLog('silent'));
    ending.push(serving.close);
    fake.setApplication({ answerUrl: `${config.publicUrl}/answer`, hangupUrl: `${config.publicUrl}/hangup` });
    const token = (key = accessKey) => askToken(serving.url, key);
    return { lab, fake, server: serving.url, accessKey, config, addAgent, token, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Caps that no test reaches unless it sets its own. */
const GENEROUS = '100000';

async function environmentOf(
  fake: FakePlivo,
  lab: Lab,
  databaseFile: string,
  { allowedOrigins = [], settings = {} }: PlivoLabOptions,
): Promise<Environment> {
  const port = await freePort();
  return {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    PLIVO_AUTH_ID: fake.authId,
    PLIVO_AUTH_TOKEN: fake.authToken,
    PLIVO_APP_ID: fake.appId,
    PLIVO_NUMBER: fake.number,
    PLIVO_API_URL: fake.apiUrl,
    PLIVO_SIP_SERVERS: lab.wsUrl,
    DATABASE_FILE: databaseFile,
    ALLOWED_ORIGINS: allowedOrigins.join(','),
    TOKENS_PER_MINUTE: GENEROUS,
    REQUESTS_PER_MINUTE: GENEROUS,
    MAX_CONCURRENT_PER_AGENT: GENEROUS,
    MAX_CALLS_PER_MINUTE_PER_AGENT: GENEROUS,
    MAX_CALLS_PER_MINUTE_PER_TENANT: GENEROUS,
    ...settings,
  };
}

function configOf(environment: Environment): Config {
  const result = parseConfig(environment);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
}

/** As a person does it: on the command line, where the access key is shown once. */
async function makeAgent(environment: Environment, name: string): Promise<string> {
  const printed: string[] = [];
  const code = await runCommand(['agents', 'add', name], environment, (line) => printed.push(line));
  const accessKey = printed.at(-1);
  if (code !== 0 || !accessKey) throw new Error(printed.join('\n'));
  return accessKey;
}

async function askToken(server: string, bearer: string): Promise<PlivoCredentials> {
  const response = await fetch(`${server}/token`, { headers: { authorization: `Bearer ${bearer}` } });
  const text = await response.text();
  if (!response.ok) throw new Error(`GET /token: ${response.status} ${text}`);
  const { servers = [], ...reply } = v.parse(tokenReply, JSON.parse(text));
  return { kind: 'plivo', server, bearer, ...reply, servers };
}
