// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { createFakeWire } from './fakeWire.ts';
import { PlivoForm } from './PlivoForm.tsx';
import { createScreenModel } from './screenModel.ts';

const KNOWN = 'https://calls.example.test';

function open() {
  const account = { kind: 'plivo', server: KNOWN, by: 'accessKey', remembered: false } as const;
  const wire = createFakeWire({
    getAccount: { ok: true, value: account },
    getRecentCalls: { ok: true, value: [] },
    getSignInOffer: { ok: true, value: { accessKey: true } },
  });
  const model = createScreenModel({ ...wire, openWelcome: () => undefined }, new AbortController().signal);
  const known = () => waitFor(() => expect(model.account.value).toEqual(account));
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
