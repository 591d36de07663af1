// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { type CallId, initialState, type PhoneState, type RaisedNumber } from '../call/state.ts';
import type { E164 } from '../numbers/e164.ts';
import { createFakeWire } from './fakeWire.ts';
import { RaisedCard } from './RaisedCard.tsx';
import { createScreenModel } from './screenModel.ts';

const READY: PhoneState = {
  ...initialState('host-1'),
  rev: 1,
  line: { status: 'ready', identity: 'anna@example.test' },
  microphone: 'granted',
  capabilities: {
    hold: true,
    mute: true,
    dtmf: true,
    incoming: true,
    transfer: false,
    switchInput: false,
    maxCalls: 2,
  },
};
const KARIN = { e164: '+46846500427' as E164, display: '+46846500427', name: 'Karin Lindqvist' };

afterEach(cleanup);

async function show(state: PhoneState & { readonly raised: RaisedNumber }) {
  const wire = createFakeWire({ getState: { ok: true, value: state } });
  const model = createScreenModel({ ...wire, openWelcome: () => undefined }, new AbortController().signal);
  await waitFor(() => expect(model.state.value).toBe(state));
  await waitFor(() => expect(model.numbers.value).not.toBeNull());
  render(<RaisedCard model={model} raised={state.raised} />);
  const commands = () =>
    wire.asked.flatMap((request) => (request.type === 'command' ? [request.command] : []));
  return { model, commands };
}

const button = (name: string) => screen.findByRole('button', { name });
const armed = (call: HTMLElement) => waitFor(() => expect(call.dataset.armed).toBe('true'));

describe('a raised number', () => {
  const raised = {
    callId: 'r' as CallId,
    remote: KARIN,
    text: '08-465 004 27',
    country: 'SE',
    why: 'record' as const,
    raisedAt: 0,
  };

  it('has its Call button focused, so that Enter dials', async () => {
    const { commands } = await show({ ...READY, raised });
    const call = await button('Call');
    await waitFor(() => expect(document.activeElement).toBe(call));
    await armed(call);
    fireEvent.click(call);
    await waitFor(() => expect(commands()).toEqual([{ type: 'dial', callId: 'r', remote: KARIN }]));
  });

  it('dials nobody by a click that was on its way when it came', async () => {
    const { commands } = await show({ ...READY, raised });
    const call = await button('Call');
    fireEvent.click(call);
    await armed(call);
    expect(commands()).toEqual([]);
  });

  it('dials nobody by a key that is held', async () => {
    await show({ ...READY, raised });
    const call = await button('Call');
    const held = new KeyboardEvent('keydown', {
      key: 'Enter',
      repeat: true,
      cancelable: true,
      bubbles: true,
    });
    call.dispatchEvent(held);
    expect(held.defaultPrevented).toBe(true);
  });

  it('says which country it was read in, and why', async () => {
    await show({ ...READY, raised });
    const card = await screen.findByRole('region', { name: 'Number from the page' });
    expect(card.textContent).toContain('Sweden, from the record’s country');
    expect(card.textContent).toContain('08-465 004 27');
  });

  it('refuses visibly while the line is not ready', async () => {
    const { commands } = await show({ ...READY, line: { status: 'offline' }, raised });
    const call = await button('Call');
    await armed(call);
    fireEvent.click(call);
    expect((await screen.findAllByText(/not ready yet/)).length).toBeGreaterThan(0);
    expect(commands()).toEqual([]);
  });

  it('goes away with Esc while it dials by itself, and only then', async () => {
    const { commands } = await show({ ...READY, raised });
    fireEvent.keyDown(await button('Call'), { key: 'Escape' });
    expect(commands()).toEqual([]);
    cleanup();
    const soon = await show({ ...READY, raised: { ...raised, dialsAt: Date.now() + 1_500 } });
    fireEvent.keyDown(await button('Call'), { key: 'Escape' });
    expect(soon.commands()).toEqual([{ type: 'dismissRaised' }]);
  });

  it('goes away with Cancel', async () => {
    const { commands } = await show({ ...READY, raised });
    fireEvent.click(await button('Cancel'));
    expect(commands()).toEqual([{ type: 'dismissRaised' }]);
  });
});
