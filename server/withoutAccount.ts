/**
 * `--fake-plivo`: the server beside a Plivo that runs here. Everything an account would give is made for this run, so
 * no environment is needed; what the environment says of limits, rules and the port holds.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Environment, parseConfig } from './config.ts';
import { startFakePlivo } from './fakePlivo/fakePlivo.ts';
import { createLog } from './log.ts';
import { serve } from './serve.ts';
import { addAgent } from './signIn/addAgent.ts';
import { unpackedOrigin } from './unpackedExtension.ts';

const HOST = '127.0.0.1';
const AGENT = 'demo';
/** Where `npm run build` leaves what Chromium loads unpacked. */
const BUILT_EXTENSION = '.output/chrome-mv3';

/** What carries calls for the fake Plivo. `outside`: the SIP address at which somebody else calls its number. */
export type SipSide = {
  readonly servers: readonly string[];
  readonly outside: string;
  close(): Promise<void>;
};

/** Null where the programs it needs are not installed. */
export type StartSipSide = (plivo: { switchUrl: string; number: string }) => Promise<SipSide | null>;

/** Rejects with every problem of the environment, or when the port is taken. */
export async function serveWithoutAccount(
  env: Environment,
  print: (line: string) => void,
  startSipSide: StartSipSide = async () => null,
): Promise<{ close(): Promise<void> }> {
  const fake = await startFakePlivo();
  let sipSide: SipSide | null = null;
  try {
    sipSide = await startSipSide({ switchUrl: fake.sipSwitchUrl, number: fake.number });
    // The webhooks' address is signed, so it has to be known before anything listens.
    const port = env.PORT === '0' ? await freePort() : env.PORT || '3000';
    const publicUrl = `http://${HOST}:${port}`;
    fake.setApplication({ answerUrl: `${publicUrl}/answer`, hangupUrl: `${publicUrl}/hangup` });
    const result = parseConfig({
      ...env,
      ALLOWED_ORIGINS: env.ALLOWED_ORIGINS || unpackedOrigin(BUILT_EXTENSION),
      HOST,
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      PLIVO_AUTH_ID: fake.authId,
      PLIVO_AUTH_TOKEN: fake.authToken,
      PLIVO_APP_ID: fake.appId,
      PLIVO_NUMBER: fake.number,
      PLIVO_API_URL: fake.apiUrl,
      ...(sipSide && { PLIVO_SIP_SERVERS: sipSide.servers.join(',') }),
      // Nothing of a run without an account may end up among real records.
      DATABASE_URL: undefined,
      DATABASE_FILE: ':memory:',
    });
    if (!result.ok) throw new Error(result.problems.join('\n'));
    const serving = await serve(result.config, createLog(result.config.logLevel));
    const key = await addAgent(serving.store.agents, AGENT, true);
    print(`Server      ${serving.url}`);
    print(`Access key  ${key}`);
    print(`Plivo       ${fake.apiUrl}, number ${fake.number}; the SIP side asks ${fake.sipSwitchUrl}`);
    print(`Extension   ${result.config.allowedOrigins.join(', ')}`);
    print(`Calls       ${callsOf(sipSide)}`);
    print('Paste server and access key into the extension’s sign-in. Ctrl+C ends both.');
    const close = async () => {
      await serving.close();
      await sipSide?.close();
      await fake.close();
    };
    return { close };
  } catch (error) {
    await sipSide?.close();
    await fake.close();
    throw error;
  }
}

function callsOf(sipSide: SipSide | null): string {
  if (!sipSide) return 'none: Kamailio, rtpengine and baresip are not installed (`npm test` installs them)';
  return `answered here with a tone, but not those ending in 0186, 0104, 0103, 0150 and 0180; from outside: ${sipSide.outside}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
