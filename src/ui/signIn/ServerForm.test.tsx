// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import type { SignInOffer } from '../../accounts/tokenContract.ts';
import { createFakeWire } from '../fakeWire.ts';
import { AT_PLIVO } from '../goodDay.ts';
import { createScreenModel } from '../screenModel.ts';
import { ServerForm } from './ServerForm.tsx';

const KNOWN = AT_PLIVO.server;

function open(offer: SignInOffer = { accessKey: true }) {
  const wire = createFakeWire({
    getAccounts: { ok: true, value: [AT_PLIVO] },
    getRecentCalls: { ok: true, value: [] },
    getSignInOffer: { ok: true, value: offer },
  });
  const model = createScreenModel({ ...wire, openWelcome: () => undefined }, new AbortController().signal);
  model.signIn.show(AT_PLIVO);
  const known = () => waitFor(() => expect(model.account.value).toEqual(AT_PLIVO));
  const asked = () => wire.asked.flatMap((one) => (one.type === 'getSignInOffer' ? [one.server] : []));
  const entered = () => wire.asked.flatMap((one) => (one.type === 'signIn' ? [one.account.kind] : []));
  return { model, asked, known, entered };
}

afterEach(cleanup);

it('asks the server that is known for its way in, without being told to', async () => {
  const { model, asked, known } = open();
  await known();
  render(<ServerForm model={model} />);
  await screen.findByLabelText(/access key/i);
  expect(asked()).toEqual([KNOWN]);
});

it('asks no server behind the back of somebody who has begun to type another one', async () => {
  const { model, asked, known } = open();
  render(<ServerForm model={model} />);
  // Before the popup has heard who was signed in last.
  fireEvent.input(screen.getByLabelText(/server/i), { target: { value: 'https://other.example.test' } });
  await known();
  fireEvent.click(await screen.findByRole('button', { name: 'Continue' }));
  await screen.findByLabelText(/access key/i);
  expect(asked()).toEqual(['https://other.example.test']);
});

it.each([
  ['a server that carries calls by a gateway first', 'https://other.example.test', 'gateway'],
  ['the one of an account that is signed in to again: as it was', KNOWN, 'plivo'],
])('signs in to %s, and asks nothing more', async (_, server, kind) => {
  const { model, known, entered } = open({ accessKey: true, carries: ['gateway', 'plivo'] });
  await known();
  render(<ServerForm model={model} />);
  await screen.findByLabelText(/access key/i);
  if (server !== KNOWN) {
    fireEvent.input(screen.getByLabelText(/server/i), { target: { value: server } });
    fireEvent.click(await screen.findByRole('button', { name: 'Continue' }));
  }
  fireEvent.input(await screen.findByLabelText(/access key/i), { target: { value: 'ofh_good-key' } });
  fireEvent.click(await screen.findByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(entered()).toEqual([kind]));
});
