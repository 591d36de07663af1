// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import type { FailureCode } from '../call/failure.ts';
import type { CallId, RaisedNumber } from '../call/state.ts';
import type { E164 } from '../numbers/e164.ts';
import { createFakeWire } from './fakeWire.ts';
import { ANNA, READY } from './goodDay.ts';
import { PhoneScreen } from './PhoneScreen.tsx';
import { createScreenModel } from './screenModel.ts';

const KARIN = { e164: '+46846500427' as E164, display: '+46846500427', name: 'Karin Lindqvist' };
const RAISED: RaisedNumber = {
  callId: 'r' as CallId,
  remote: KARIN,
  text: '08-465 004 27',
  country: 'SE',
  why: 'record',
  raisedAt: 0,
};

afterEach(cleanup);

/** The panel after a raised number was called and a rule said no to it. */
async function refuse(code: FailureCode) {
  const wire = createFakeWire({
    getState: { ok: true, value: { ...READY, raised: RAISED } },
    getAccounts: { ok: true, value: [ANNA] },
    getRecentCalls: { ok: true, value: [] },
    command: { ok: false, failure: { code, overridable: true } },
  });
  const model = createScreenModel({ ...wire, openWelcome: () => undefined }, new AbortController().signal);
  render(<PhoneScreen model={model} />);
  const call = await screen.findByRole('button', { name: 'Call' });
  await waitFor(() => expect(call.dataset.armed).toBe('true'));
  fireEvent.click(call);
  const commands = () => wire.asked.flatMap((asked) => (asked.type === 'command' ? [asked.command] : []));
  return { model, wire, commands };
}

const overrides = (commands: readonly object[]) =>
  commands.flatMap((command) => ('override' in command ? [command.override] : []));

it('asks for the reason in the card of the number, where Call stood, and has the keyboard there', async () => {
  await refuse('do-not-call');
  const reason = await screen.findByLabelText('Why call nevertheless?');
  await waitFor(() => expect(document.activeElement).toBe(reason));
  expect(screen.queryByRole('button', { name: 'Call' })).toBeNull();
  expect(screen.getByText('Karin Lindqvist')).toBeTruthy();
});

it('calls with the reason once there is one, and not before', async () => {
  const { commands } = await refuse('do-not-call');
  const reason = await screen.findByLabelText('Why call nevertheless?');
  const nevertheless = screen.getByRole('button', { name: 'Call anyway' });
  fireEvent.click(nevertheless);
  expect(overrides(commands())).toEqual([]);
  fireEvent.input(reason, { target: { value: 'they asked for it' } });
  await waitFor(() => {
    fireEvent.click(nevertheless);
    expect(overrides(commands())[0]).toBe('they asked for it');
  });
});

it('takes no yes from the click or the key that asked for the call', async () => {
  const { commands } = await refuse('needs-confirmation');
  const yes = await screen.findByRole('button', { name: 'Call abroad' });
  fireEvent.click(yes);
  expect(fireEvent.keyDown(yes, { key: 'Enter', repeat: true })).toBe(false);
  expect(overrides(commands())).toEqual([]);
});

it('is given up with its number by Cancel', async () => {
  const { model, commands } = await refuse('do-not-call');
  await screen.findByLabelText('Why call nevertheless?');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(model.refused.value).toBeNull();
  expect(commands().at(-1)).toEqual({ type: 'dismissRaised', callId: 'r' });
});

it('is forgotten when another number comes', async () => {
  const { model, wire } = await refuse('do-not-call');
  await screen.findByLabelText('Why call nevertheless?');
  wire.publish({ ...READY, rev: 2, raised: { ...RAISED, callId: 's' as CallId } });
  expect(model.refused.value).toBeNull();
});
