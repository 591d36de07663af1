// The TURN relay as it is rendered, on the real turnserver: for whoever has a password of now, and to the gateway only.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFolder } from '../../../gateway/render/folder.ts';
import { settingsIn } from '../../../gateway/render/rig.ts';
import { programsOf } from '../../../gateway/run/programs.ts';
import { freePort, isBound, type LabProcess, startProgram } from '../process.ts';
import { addAddresses } from './namespace.ts';
import { openTurnClient, type TurnAccount, type TurnClient } from './turnClient.ts';

/** Documentation's own networks (RFC 5737): public as far as a relay knows. */
const [GATEWAY, ELSEWHERE] = ['203.0.113.7', '198.51.100.9'] as const;
const SECRET = 'fictional-secret-of-the-tests-only-0123456789';
const SECOND_MS = 1_000;
const MOST_RELAYS = 12;

let folder: string;
let turn: LabProcess;
let port: number;
const clients: TurnClient[] = [];

beforeAll(async () => {
  addAddresses([
    GATEWAY,
    ELSEWHERE,
    '10.9.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.0.1',
  ]);
  folder = mkdtempSync(join(tmpdir(), 'offhook-turn-'));
  port = await freePort();
  const settings = settingsIn(folder, {
    GATEWAY_PUBLIC_ADDRESS: GATEWAY,
    GATEWAY_WS_PORT: '8080',
    GATEWAY_WSS_PORT: '0',
    GATEWAY_SIP_TLS_PORT: '0',
    GATEWAY_CERTIFICATE_FILE: '',
    GATEWAY_KEY_FILE: '',
    TURN_SECRET: SECRET,
    TURN_PORT: String(port),
    TURN_TLS_PORT: '0',
  });
  writeFolder({ settings, providers: [], agents: [], sources: [] });
  const program = programsOf(settings).find(({ name }) => name === 'coturn');
  if (!program) throw new Error('There is no TURN server in this installation.');
  // Its process id is on disk before it listens.
  turn = await startProgram({ ...program, folder, ready: () => isBound(port, 'udp') });
});
afterAll(async () => {
  // Not before: coturn knows an allocation by its client's port, which the system would give to the next client (437).
  for (const client of clients.splice(0)) client.close();
  await turn?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As the server mints it: valid until so many seconds from now. */
function account(validS: number, secret = SECRET, agent = 'alice'): TurnAccount {
  const user = `${Math.floor(Date.now() / SECOND_MS) + validS}:${agent}`;
  return { user, password: createHmac('sha1', secret).update(user).digest('base64') };
}
async function open(as: TurnAccount): Promise<TurnClient> {
  const client = await openTurnClient({ address: GATEWAY, port }, as);
  clients.push(client);
  return client;
}
const allocate = async (as: TurnAccount) => (await open(as)).allocate();

describe('the relay', () => {
  it('is given to who has a password of now', async () => {
    expect(await allocate(account(60))).toBe(0);
  });

  it.each([
    ['that is over', account(-60)],
    ['made with another secret', account(60, `${SECRET}x`)],
    ['for another name', { ...account(60), user: account(120).user }],
  ])('is refused with a password %s', async (_, as) => {
    expect(await allocate(as)).toBe(401);
  });

  it('is given to one agent a dozen times at once and no more, whatever the passwords', async () => {
    const greedy = (validS: number) => account(validS, SECRET, 'greedy');
    for (let nth = 0; nth < MOST_RELAYS; nth++) expect(await allocate(greedy(60 + nth))).toBe(0);
    expect(await allocate(greedy(600))).toBe(486);
  });

  it('reaches the gateway itself', async () => {
    const client = await open(account(60, SECRET, 'bob'));
    expect(await client.allocate()).toBe(0);
    expect(await client.permit(GATEWAY)).toBe(0);
  });

  it.each([
    ...['10.9.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', '169.254.169.254', '127.0.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', ELSEWHERE],
  ])('does not reach %s', async (peer) => {
    const client = await open(account(60, SECRET, `agent-for-${peer}`));
    expect(await client.allocate()).toBe(0);
    expect(await client.permit(peer)).toBe(403);
  });
});
