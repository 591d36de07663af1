// `npm run server -- --fake-plivo` as a person meets it: an address and an access key are enough to place a call.
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWithoutAccount } from '../../server/withoutAccount.ts';
import { tokenReply } from '../../src/accounts/tokenContract.ts';
import { openPlivoPhone } from './plivoPhone.ts';
import { startSipSide } from './plivoSipSide.ts';

const printed: string[] = [];
let running: Awaited<ReturnType<typeof serveWithoutAccount>>;

beforeAll(async () => {
  const environment = { PORT: '0', LOG_LEVEL: 'silent' };
  running = await serveWithoutAccount(environment, (line) => printed.push(line), startSipSide);
});
afterAll(() => running?.close());

const shown = (name: string) =>
  printed
    .find((line) => line.startsWith(name))
    ?.slice(name.length)
    .trim() ?? '';

it('a call is placed with what was printed, and nothing else', async () => {
  const headers = { authorization: `Bearer ${shown('Access key')}` };
  const reply = await (await fetch(`${shown('Server')}/token`, { headers })).json();
  const { servers: [wsUrl = ''] = [], ...credentials } = v.parse(tokenReply, reply);
  const phone = await openPlivoPhone({ ...credentials, wsUrl });
  expect((await phone.register()).status).toBe(200);
  const call = await phone.call('14155550142');
  await call.answered();
  expect((await call.hangUp()).status).toBe(200);
  phone.close();
});

it('says where a caller from outside calls', () => {
  expect(shown('Calls')).toMatch(/from outside: sip:\d+@127\.0\.0\.1:\d+$/);
});
