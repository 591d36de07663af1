// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { createFakeWire, type FakeAnswers } from '../fakeWire.ts';
import { createScreenModel } from '../screenModel.ts';
import { SignIn } from './SignIn.tsx';

afterEach(cleanup);

/** The first screen of somebody without an account. */
async function open(answers: FakeAnswers = {}) {
  const wire = createFakeWire({ getAccounts: { ok: true, value: [] }, ...answers });
  const model = createScreenModel({ ...wire, openWelcome: () => undefined }, new AbortController().signal);
  await waitFor(() => expect(model.accounts.value).toEqual([]));
  render(<SignIn model={model} />);
  return model;
}

const field = (name: string) => screen.findByLabelText(name);
const choose = async (name: string) => fireEvent.click(await field(name));
const has = (element: HTMLElement) => waitFor(() => expect(document.activeElement).toBe(element));

async function enter(text: string) {
  const entry = await field('Paste what you were given');
  fireEvent.input(entry, { target: { value: text } });
  fireEvent.click(await screen.findByRole('button', { name: 'Continue' }));
}

it('begins with one field, which has the keyboard, and no form', async () => {
  await open();
  await has(await field('Paste what you were given'));
  expect(screen.queryByLabelText('Server')).toBeNull();
});

it('fills in the form that is meant, and puts the keyboard where something is missing', async () => {
  await open();
  await enter('offhook-sip:?server=wss://sip.example.test&user=anna&domain=example.test');
  await has(await field('Password'));
  expect(((await field('User')) as HTMLInputElement).value).toBe('anna');
});

it('says of a text that says nothing of itself what to do with it', async () => {
  await open();
  await enter('hello there');
  expect(await screen.findByText(/Choose below and fill in the form/)).toBeTruthy();
});

it('names what is wrong in a form and puts the keyboard there', async () => {
  await open();
  await choose('SIP server');
  fireEvent.click(await screen.findByRole('button', { name: 'Sign in' }));
  expect(await screen.findByText('Enter your password')).toBeTruthy();
  const server = await field('Server');
  expect(server.getAttribute('aria-invalid')).toBe('true');
  await has(server);
});

it('asks for the key as soon as it is known that there has to be one', async () => {
  await open({ getSignInOffer: { ok: true, value: { accessKey: true } } });
  await enter('https://calls.example.test');
  await has(await field('Access key'));
});

it('says where the password will be kept', async () => {
  await open();
  await choose('SIP server');
  expect(await screen.findByText(/kept in memory only/)).toBeTruthy();
  fireEvent.click(await field('Stay signed in'));
  expect(await screen.findByText(/kept in this browser profile/)).toBeTruthy();
});
