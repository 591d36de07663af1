/** Our own server as it mints for a gateway of the lab, with one agent; what it was asked for, and for how long it mints. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../../server/command.ts';
import { type Environment, parseConfig } from '../../../server/config.ts';
import { createLog } from '../../../server/log.ts';
import { serve } from '../../../server/serve.ts';

export type MintingServer = {
  readonly url: string;
  readonly accessKey: string;
  /** How often credentials were minted so far. */
  minted(): number;
  /** From now on what is minted is good for so long, less than an administrator may set. */
  mintFor(ttlSeconds: number): void;
  close(): Promise<void>;
};

/** `server`: the gateway's WebSocket. `secret`: the gateway's SIP_CREDENTIAL_SECRET. */
export type MintingOptions = {
  readonly server: string;
  readonly domain: string;
  readonly secret: string;
  readonly origin: string;
};

export async function startMintingServer(options: MintingOptions): Promise<MintingServer> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-minting-'));
  const environment: Environment = {
    PUBLIC_URL: 'http://127.0.0.1',
    PORT: '0',
    // Nobody is asked for a Plivo token here.
    PLIVO_AUTH_ID: 'MAEXAMPLE0000000000A',
    PLIVO_AUTH_TOKEN: 'fictional-token-of-the-tests-only',
    PLIVO_APP_ID: '12345678901234567',
    PLIVO_NUMBER: '14155550100',
    DATABASE_FILE: join(folder, 'server.sqlite'),
    ALLOWED_ORIGINS: options.origin,
    OFFHOOK_SIP_SERVER: options.server,
    OFFHOOK_SIP_DOMAIN: options.domain,
    OFFHOOK_SIP_SECRET: options.secret,
  };
  const parsed = parseConfig(environment);
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  if (!parsed.config.gateway) throw new Error('The server has no gateway.');
  const gateway = { ...parsed.config.gateway };
  const accessKey = await makeAgent(environment);
  let minted = 0;
  const log = createLog('info', {
    write(line: string) {
      const { route, status } = JSON.parse(line) as { route?: string; status?: number };
      if (route === '/sip-credentials' && status === 200) minted += 1;
    },
  });
  const serving = await serve({ ...parsed.config, gateway }, log);
  return {
    url: serving.url,
    accessKey,
    minted: () => minted,
    mintFor(ttlSeconds) {
      gateway.ttlSeconds = ttlSeconds;
    },
    async close() {
      await serving.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As a person does it: on the command line, where the access key is shown once. */
async function makeAgent(environment: Environment): Promise<string> {
  const printed: string[] = [];
  const code = await runCommand(['agents', 'add', 'Anna'], environment, (line) => printed.push(line));
  const accessKey = printed.at(-1);
  if (code !== 0 || !accessKey) throw new Error(printed.join('\n'));
  return accessKey;
}
