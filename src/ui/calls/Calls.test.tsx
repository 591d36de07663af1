// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallRecord } from '../../call/record.ts';
import type { Call, CallId, PhoneState, Remote } from '../../call/state.ts';
import type { E164 } from '../../numbers/e164.ts';
import { createFakeWire, type FakeAnswers } from '../fakeWire.ts';
import { ANNA, NOTHING_SET, READY } from '../goodDay.ts';
import { createScreenModel } from '../screenModel.ts';
import { Calls } from './Calls.tsx';

const person = (name: string, number: string): Remote => ({
  e164: number as E164,
  display: number,
  name,
});
const ADA = person('Ada', '+46846500427');
const BEN = person('Ben', '+46846500460');

const RECORD: CallRecord = {
  id: 'r' as CallId,
  hostId: 'h',
  direction: 'outgoing',
  number: '+46846500460',
  name: 'Ben',
  startedAt: 0,
  outcome: 'connected',
};

const call = (id: string, status: Call['status'], remote: Remote, more: Partial<Call> = {}): Call => ({
  id: id as CallId,
  direction: 'outgoing',
  remote,
  status,
  muted: false,
  startedAt: 0,
  answeredAt: 0,
  ...more,
});
const withCalls = (...calls: readonly Call[]): PhoneState => ({
  ...READY,
  calls,
  activeCallId: calls.find(({ status }) => status === 'live')?.id ?? null,
});

async function show(state: PhoneState, answers: FakeAnswers = {}) {
  const wire = createFakeWire({
    getState: { ok: true, value: state },
    getAccounts: { ok: true, value: [ANNA] },
    getSettings: { ok: true, value: NOTHING_SET },
    getRecentCalls: { ok: true, value: [] },
    searchCalls: { ok: true, value: [] },
    ...answers,
  });
  const doors = { ...wire, openWelcome: () => undefined };
  const model = createScreenModel(doors, new AbortController().signal);
  await waitFor(() => expect(model.numbers.value).not.toBeNull());
  await waitFor(() => expect(model.state.value).not.toBeNull());
  render(<Calls model={model} state={state} />);
  const commands = () => wire.asked.flatMap((one) => (one.type === 'command' ? [one.command] : []));
  return { model, wire, commands };
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const press = async (name: string | RegExp) => fireEvent.click(await button(name));
const noButton = (name: string) => expect(screen.queryByRole('button', { name })).toBeNull();

// Parts of a screen are fetched when they are shown, and a busy machine is no failure.
configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);

describe('handing a call over', () => {
  const live = call('1', 'live', ADA);

  it('goes at once to whom nobody asked', async () => {
    const { commands } = await show(withCalls(live));
    await press('Transfer');
    fireEvent.input(await screen.findByLabelText('Who takes over'), { target: { value: '+46846500460' } });
    await press('Transfer now');
    expect(commands()).toMatchObject([{ type: 'transfer', callId: '1', to: { e164: '+46846500460' } }]);
    await waitFor(() => noButton('Transfer now'));
  });

  it('or asks first, in a call of its own, to whom was called lately', async () => {
    const { model, commands } = await show(withCalls(live), {
      getRecentCalls: { ok: true, value: [RECORD] },
    });
    await waitFor(() => expect(model.recents.value).not.toBeNull());
    await press('Transfer');
    await press(/^Ben/);
    expect(screen.getByText('Ben')).toBeTruthy();
    await press('Ask first');
    const remote = { e164: '+46846500460', name: 'Ben' };
    await waitFor(() => expect(commands()).toMatchObject([{ type: 'dial', consultFor: '1', remote }]));
  });

  it('offers nobody who cannot be called', async () => {
    const records = [{ ...RECORD, number: 'anonymous' }, RECORD];
    const { model } = await show(withCalls(live), { getRecentCalls: { ok: true, value: records } });
    await waitFor(() => expect(model.recents.value).not.toBeNull());
    await press('Transfer');
    const offered = await screen.findByRole('list', { name: 'Recent calls' });
    expect(within(offered).getAllByRole('listitem')).toHaveLength(1);
  });

  it('goes to nobody before the number is understood', async () => {
    const { commands } = await show(withCalls(live));
    await press('Transfer');
    fireEvent.input(await screen.findByLabelText('Who takes over'), { target: { value: 'Ben' } });
    await press('Transfer now');
    expect(await screen.findByText(/Which country is this number in/)).toBeTruthy();
    expect(commands()).toEqual([]);
  });

  it('has no button where the phone cannot', async () => {
    const capabilities = { ...READY.capabilities, transfer: false, switchInput: false };
    const lines = READY.lines.map((line) => ({ ...line, capabilities }));
    await show({ ...withCalls(live), lines, capabilities });
    await button('Mute');
    noButton('Transfer');
  });

  it('says who is asked for whom, hands over, and goes back', async () => {
    const asking = call('2', 'live', BEN, { consultFor: '1' as CallId });
    const { commands } = await show(withCalls(call('1', 'held', ADA), asking));
    expect(await screen.findByText('Asking Ben about Ada’s call')).toBeTruthy();
    await press('Complete transfer');
    await press('Back to Ada');
    expect(commands()).toEqual([
      { type: 'completeTransfer', callId: '2' },
      { type: 'hangUp', callId: '2' },
    ]);
  });

  it('says that it failed, and what works', async () => {
    const failure = { code: 'transfer-refused' as const };
    await show(withCalls(call('1', 'live', ADA, { transfer: { to: 'Ben', status: 'failed', failure } })));
    expect((await screen.findByRole('alert')).textContent).toContain('Ask first');
  });
});

describe('a conference', () => {
  const mixed = { mixed: 'conference' as const };
  const both = [call('1', 'live', ADA, mixed), call('2', 'live', BEN, mixed)];

  it('is made of the calls that are answered', async () => {
    const { commands } = await show(withCalls(call('1', 'live', ADA), call('2', 'held', BEN)));
    await press('Join calls');
    expect(commands()).toEqual([{ type: 'mix' }]);
  });

  it('shows its members, and one can be talked to alone', async () => {
    const { commands } = await show(withCalls(...both));
    const members = await screen.findByRole('list', { name: 'In this conference' });
    expect(within(members).getAllByRole('listitem')).toHaveLength(2);
    await press('Talk to Ben only');
    await press('Hang up on Ada');
    await press('Mute');
    expect(commands()).toEqual([
      { type: 'unmix', callId: '2' },
      { type: 'hangUp', callId: '1' },
      { type: 'setMuted', callId: '1', muted: true },
    ]);
  });

  it('that the agent has left says who talks through this browser, and can be ended', async () => {
    const bridge = both.map((one) => ({ ...one, mixed: 'bridge' as const }));
    const { commands } = await show(withCalls(...bridge));
    expect(await screen.findByText(/Ada and Ben talk through your browser/)).toBeTruthy();
    await press('End both');
    expect(commands()).toEqual([
      { type: 'hangUp', callId: '1' },
      { type: 'hangUp', callId: '2' },
    ]);
  });
});

describe('a call that comes in during another', () => {
  it('says what becomes of that one', async () => {
    const incoming = call('2', 'offered', BEN, { direction: 'incoming' });
    const { commands } = await show(withCalls(call('1', 'live', ADA), incoming));
    expect(await screen.findByText('Ada is put on hold when you answer.')).toBeTruthy();
    await press('Answer and hold');
    expect(commands()).toEqual([{ type: 'answer', callId: '2' }]);
  });
});

describe('the sound of a call', () => {
  it('is a word, and opens to its figures', async () => {
    const second = { at: 0, mos: 4.1, rttMs: 61, jitterMs: 4, lossPercent: 0.2 };
    await show(withCalls(call('1', 'live', ADA, { grade: 'fair' })), {
      getQuality: { ok: true, value: [second] },
    });
    await press('Fair sound');
    expect(await screen.findByText('61 ms')).toBeTruthy();
  });

  it('warns of the worst alone, with what to do', async () => {
    await show(withCalls(call('1', 'live', ADA, { warnings: ['high-jitter', 'not-heard'] })));
    expect(await screen.findByText(/They cannot hear you. Check your microphone/)).toBeTruthy();
    expect(screen.queryByText(/stutter/)).toBeNull();
  });

  it('says which device stands in for one that is gone', async () => {
    const input = { label: 'MacBook microphone', standIn: true as const };
    await show({ ...withCalls(call('1', 'live', ADA)), audio: { ...READY.audio, input } });
    expect(await screen.findByText(/unplugged: using MacBook microphone/)).toBeTruthy();
  });
});

describe('what is written of a call', () => {
  const asking = call('2', 'live', BEN, { consultFor: '1' as CallId });

  it('while somebody is asked about it is written of it, and says so', async () => {
    const { wire } = await show(withCalls(call('1', 'held', ADA), asking));
    fireEvent.input(await screen.findByLabelText('Note on the call with Ada'), { target: { value: 'x' } });
    cleanup();
    const kept = { type: 'noteCall', callId: '1', note: { note: 'x' } };
    await waitFor(() => expect(wire.asked).toContainEqual(kept));
  });

  it('is not asked of who was only asked', async () => {
    await show(withCalls({ ...asking, status: 'ended' }));
    expect(await screen.findByRole('region', { name: /Ben/ })).toBeTruthy();
    expect(screen.queryByLabelText('Note')).toBeNull();
  });

  it('is kept while it is typed, and when the card goes', async () => {
    const { wire } = await show(withCalls(call('1', 'live', ADA)));
    await press('Call back');
    fireEvent.input(await screen.findByLabelText('Note'), { target: { value: 'after five' } });
    cleanup();
    await waitFor(() =>
      expect(wire.asked).toContainEqual({
        type: 'noteCall',
        callId: '1',
        note: { disposition: 'Call back', note: 'after five' },
      }),
    );
  });
});

it('sends pasted digits in one piece, without what no telephone knows', async () => {
  const { commands } = await show(withCalls(call('1', 'live', ADA)));
  await press('Keypad');
  const clipboardData = { getData: () => '12-34 #,9' };
  fireEvent.paste(await button('5'), { clipboardData });
  expect(commands()).toEqual([{ type: 'sendDigits', callId: '1', digits: '1234#,9' }]);
});
