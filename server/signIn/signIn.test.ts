/** From a bearer to an agent; what a token must hold is oidc.test.ts. */
import { expect, it } from 'vitest';
import { openStore } from '../store/openStore.ts';
import { addAgent } from './addAgent.ts';
import type { OidcAnswer } from './oidc.ts';
import { createSignIn } from './signIn.ts';

const ISSUER = 'https://id.example.com';

/** An identity provider that knows its people by their bearer. */
async function signInWith(people: Readonly<Record<string, OidcAnswer>>) {
  const { agents } = await openStore({ file: ':memory:' });
  const verify = async (bearer: string): Promise<OidcAnswer> =>
    people[bearer] ?? { ok: false, reason: 'refused' };
  return { agents, signIn: createSignIn(agents, { issuer: ISSUER, verify }) };
}

it('an access key is its agent', async () => {
  const { agents, signIn } = await signInWith({});
  const key = await addAgent(agents, 'ada', true);
  expect(await signIn(`Bearer ${key}`)).toMatchObject({ ok: true, agent: { name: 'ada', admin: true } });
  expect(await signIn(`bearer ${key}`)).toMatchObject({ ok: true });
});

it('a person of the identity provider is the same agent every time, and never an administrator', async () => {
  const ada = { ok: true, subject: '7', name: 'ada' } as const;
  const other = { ok: true, subject: '8', name: 'ada' } as const;
  const { agents, signIn } = await signInWith({ one: ada, two: ada, three: other });
  const first = await signIn('Bearer one');
  expect(first).toMatchObject({ ok: true, agent: { name: 'ada', admin: false } });
  expect(await signIn('Bearer two')).toEqual(first);
  const namesake = await signIn('Bearer three');
  expect(namesake.ok && first.ok && namesake.agent.sub !== first.agent.sub).toBe(true);
  expect(await agents.list()).toHaveLength(2);
});

it('an access key of an agent who is gone is not shown to the identity provider', async () => {
  const asked: string[] = [];
  const { agents } = await openStore({ file: ':memory:' });
  const verify = async (bearer: string): Promise<OidcAnswer> => {
    asked.push(bearer);
    return { ok: false, reason: 'refused' };
  };
  const signIn = createSignIn(agents, { issuer: ISSUER, verify });
  const key = await addAgent(agents, 'ada', false);
  await agents.remove('ada');
  expect(await signIn(`Bearer ${key}`)).toMatchObject({ ok: false, code: 'not-signed-in' });
  expect(asked).toEqual([]);
});
