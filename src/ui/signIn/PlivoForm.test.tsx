// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { createFakeWire } from '../fakeWire.ts';
import { AT_PLIVO } from '../goodDay.ts';
import { createScreenModel } from '../screenModel.ts';
import { PlivoForm } from './PlivoForm.tsx';

const KNOWN = AT_PLIVO.server;

function open() {
  const wire = createFakeWire({
    getAccounts: { ok: true, value: [AT_PLIVO] },
    getRecentCalls: { ok: true, value: [] },
    getSignInOffer: { ok: true, value: { accessKey: true } },
  });
  const model = createScreenModel({ ...wire, openWelcome: () => undefined }, new AbortController().signal);
  model.signIn.show(AT_PLIVO);
  const known = () => waitFor(() => expect(model.account.value).toEqual(AT_PLIVO));
  const asked = () => wire.asked.flatMap((one) => (one.type === 'getSignInOffer' ? [one.server] : []));
  return { model, asked, known };
}

afterEach(cleanup);

it('asks the server that is known for its way in, without being told to', async () => {
  const { model, asked, known } = open();
  await known();
  render(<PlivoForm model={model} />);
  await screen.findByLabelText(/access key/i);
  expect(asked()).toEqual([KNOWN]);
});

it('asks no server behind the back of somebody who has begun to type another one', async () => {
  const { model, asked, known } = open();
  render(<PlivoForm model={model} />);
  // Before the popup has heard who was signed in last.
  fireEvent.input(screen.getByLabelText(/server/i), { target: { value: 'https://other.example.test' } });
  await known();
  fireEvent.click(await screen.findByRole('button', { name: 'Continue' }));
  await screen.findByLabelText(/access key/i);
  expect(asked()).toEqual(['https://other.example.test']);
});
