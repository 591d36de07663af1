// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Call, CallId, PhoneState, Remote } from '../call/state.ts';
import type { E164 } from '../numbers/e164.ts';
import { createFakeWire, type FakeAnswers } from './fakeWire.ts';
import { ANNA, NOTHING_SET, READY } from './goodDay.ts';
import { PhoneScreen } from './PhoneScreen.tsx';
import { createScreenModel, type ScreenWire } from './screenModel.ts';

const KARIN: Remote & { readonly e164: E164 } = {
  e164: '+46846500427' as E164,
  display: '+46846500427',
  name: 'Karin Lindqvist',
};

function call(id: string, status: Call['status'], more: Partial<Call> = {}): Call {
  return {
    id: id as CallId,
    direction: 'outgoing',
    remote: KARIN,
    status,
    muted: false,
    startedAt: 0,
    ...more,
  };
}

function withCalls(...calls: readonly Call[]): PhoneState {
  return { ...READY, calls, activeCallId: calls.find(({ status }) => status !== 'ended')?.id ?? null };
}

async function show(state: PhoneState | null, answers: FakeAnswers = {}, more: Partial<ScreenWire> = {}) {
  const wire = createFakeWire({
    getState: { ok: true, value: state },
    getAccounts: { ok: true, value: [ANNA] },
    getRecentCalls: { ok: true, value: [] },
    ...answers,
  });
  const model = createScreenModel(
    { ...wire, openWelcome: () => undefined, ...more },
    new AbortController().signal,
  );
  render(<PhoneScreen model={model} />);
  await waitFor(() => expect(model.account.value).toBeDefined());
  await waitFor(() => expect(model.state.value).toBe(state));
  await waitFor(() => expect(model.numbers.value).not.toBeNull());
  const commands = () =>
    wire.asked.flatMap((request) => (request.type === 'command' ? [request.command] : []));
  return { model, wire, commands };
}

const button = (name: string) => screen.findByRole('button', { name });
const noButton = (name: string) => expect(screen.queryByRole('button', { name })).toBeNull();

// Parts of a screen are fetched when they are shown, and a busy machine is no failure.
configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);

describe('the line bar', () => {
  it('says in one sentence that the phone is ready, and as whom', async () => {
    await show(READY);
    expect((await screen.findAllByRole('status'))[0]?.textContent).toBe('Ready · anna@voice.example.com');
  });

  it('leads from a blocked microphone to the page that can ask for it', async () => {
    const openWelcome = vi.fn();
    await show({ ...READY, microphone: 'denied' }, {}, { openWelcome });
    fireEvent.click(await button('Fix'));
    expect(openWelcome).toHaveBeenCalledOnce();
  });

  it('leads from a refused password to the form', async () => {
    await show({ ...READY, line: { status: 'failed', failure: { code: 'wrong-credentials' } } });
    fireEvent.click((await screen.findAllByRole('button', { name: 'Sign in' }))[0] as HTMLElement);
    expect(await screen.findByLabelText('Password')).toBeTruthy();
  });
});

describe('a call', () => {
  it('has buttons only for what the phone can do now', async () => {
    await show(withCalls(call('1', 'ringing')));
    expect(await button('Hang up')).toBeTruthy();
    noButton('Mute');
    noButton('Hold');
  });

  it('that is live sends mute, hold and hang-up as commands', async () => {
    const { commands } = await show(withCalls(call('1', 'live', { answeredAt: 0 })));
    for (const name of ['Mute', 'Hold', 'Hang up']) fireEvent.click(await button(name));
    expect(commands()).toEqual([
      { type: 'setMuted', callId: '1', muted: true },
      { type: 'hold', callId: '1' },
      { type: 'hangUp', callId: '1' },
    ]);
  });

  it('is not ended by the second click of a double click on Call', async () => {
    const { commands } = await show(withCalls(call('1', 'dialing')));
    fireEvent.click(await button('Hang up'), { detail: 2 });
    expect(commands()).toEqual([]);
  });

  it('sends each digit of its keypad', async () => {
    const { commands } = await show(withCalls(call('1', 'live', { answeredAt: 0 })));
    fireEvent.click((await screen.findAllByRole('button', { name: 'Keypad' }))[0] as HTMLElement);
    for (const name of ['4', 'hash']) fireEvent.click(await button(name));
    expect(commands()).toMatchObject([{ digits: '4' }, { digits: '#' }]);
  });

  it('that comes in can be answered or declined', async () => {
    const { commands } = await show(withCalls(call('1', 'offered', { direction: 'incoming' })));
    fireEvent.click(await button('Answer'));
    fireEvent.click(await button('Decline'));
    expect(commands().map(({ type }) => type)).toEqual(['answer', 'hangUp']);
  });

  it('that failed says why, and can be called again', async () => {
    const { commands } = await show(withCalls(call('1', 'ended', { failure: { code: 'busy' } })));
    expect(await screen.findByText(/The line is busy/)).toBeTruthy();
    fireEvent.click(await button('Call again'));
    await waitFor(() => expect(commands()).toMatchObject([{ type: 'dial', remote: KARIN }]));
  });

  it('on hold is swapped with the active one: first hold, then resume', async () => {
    const held = call('2', 'held', { answeredAt: 0, remote: { ...KARIN, name: 'Omar Petrov' } });
    const { commands } = await show(withCalls(call('1', 'live', { answeredAt: 0 }), held));
    const others = await screen.findByRole('list', { name: 'Other calls' });
    fireEvent.click(within(others).getByRole('button', { name: /^Swap/ }));
    await waitFor(() =>
      expect(commands()).toEqual([
        { type: 'hold', callId: '1' },
        { type: 'resume', callId: '2' },
      ]),
    );
  });
});

describe('the dial pad', () => {
  it('types with its keys and dials what was understood', async () => {
    const { model, commands } = await show(READY);
    fireEvent.input(await screen.findByLabelText('Number to call'), { target: { value: '+4684650042' } });
    fireEvent.click(await button('7'));
    expect(await screen.findByText('Sweden, from its prefix')).toBeTruthy();
    fireEvent.click(await button('Call'));
    await waitFor(() => expect(commands()).toMatchObject([{ remote: { e164: '+46846500427' } }]));
    expect(model.typed.value).toBe('');
  });

  it('deletes a digit, not the space before it', async () => {
    const { model } = await show(READY);
    model.typed.value = '+46 8 4';
    fireEvent.click(await button('Delete last digit'));
    expect(model.typed.value.replaceAll(' ', '')).toBe('+468');
  });

  it('brings back the last number on Enter in an empty field, and calls it on the next', async () => {
    const last = {
      id: 'a' as CallId,
      hostId: 'h',
      direction: 'outgoing' as const,
      number: '+46846500427',
      startedAt: 0,
      outcome: 'busy' as const,
    };
    const { model, commands } = await show(READY, { getRecentCalls: { ok: true, value: [last] } });
    await waitFor(() => expect(model.lastDialled.value).toBe('+46846500427'));
    fireEvent.click(await button('Call'));
    expect(model.typed.value).toBe('+46 8 465 004 27');
    expect(commands()).toEqual([]);
    fireEvent.click(await button('Call'));
    await waitFor(() => expect(commands()).toMatchObject([{ remote: { e164: '+46846500427' } }]));
  });

  it('asks for the country instead of guessing it', async () => {
    const { commands } = await show(READY);
    fireEvent.input(await screen.findByLabelText('Number to call'), { target: { value: '08-465 004 27' } });
    fireEvent.click(await button('Call'));
    expect(await screen.findByText(/Which country is this number in/)).toBeTruthy();
    expect(commands()).toEqual([]);
  });
});

describe('the history', () => {
  it('is a tab that says how many calls were missed, and that somebody looked', async () => {
    const { wire } = await show({ ...READY, missed: 2 }, { searchCalls: { ok: true, value: [] } });
    fireEvent.click(await button('History · Missed calls: 2'));
    expect(await screen.findByText('No calls yet')).toBeTruthy();
    expect(wire.asked).toContainEqual({ type: 'markMissedSeen' });
  });
});

describe('the history after a call', () => {
  const ended = [call('1', 'ended', { answeredAt: 0, endedAt: 1 }), call('2', 'ended', { endedAt: 1 })];

  it('is where the keyboard goes, and the ended calls make room in a line each', async () => {
    await show(withCalls(...ended), { searchCalls: { ok: true, value: [] } });
    expect(await screen.findAllByRole('region', { name: /Karin/ })).toHaveLength(2);
    fireEvent.click(await button('History'));
    const history = await screen.findByRole('region', { name: 'History' });
    await waitFor(() => expect(document.activeElement).toBe(history));
    expect(screen.queryByLabelText('Note')).toBeNull();
    fireEvent.click((await screen.findAllByRole('button', { name: /^Karin/ }))[0] as HTMLElement);
    expect(await screen.findAllByRole('region', { name: /Karin/ })).toHaveLength(2);
    expect(screen.queryByRole('region', { name: 'History' })).toBeNull();
  });

  it('goes when the next call is made', async () => {
    const { wire } = await show(withCalls(...ended), { searchCalls: { ok: true, value: [] } });
    fireEvent.click(await button('History'));
    await screen.findByRole('region', { name: 'History' });
    wire.publish({ ...withCalls(call('3', 'dialing')), rev: 2 });
    await waitFor(() => expect(screen.queryByRole('region', { name: 'History' })).toBeNull());
  });
});

describe('do not disturb', () => {
  it('is one press away, and said by the line', async () => {
    const answers = { getSettings: { ok: true as const, value: NOTHING_SET } };
    const { wire } = await show({ ...READY, doNotDisturb: true }, answers);
    expect((await screen.findAllByRole('status'))[0]?.textContent).toContain('Do not disturb');
    fireEvent.click(await screen.findByRole('switch', { name: 'Do not disturb', checked: true }));
    expect(wire.asked).toContainEqual({ type: 'changePhoneSettings', change: { doNotDisturb: false } });
  });

  it('leaves the dial pad alone when it turns somebody away', async () => {
    const turnedAway = { direction: 'incoming', endedBy: 'local', failure: { code: 'busy' } } as const;
    await show({ ...withCalls(call('1', 'ended', turnedAway)), doNotDisturb: true, missed: 1 });
    expect(await screen.findByLabelText('Number to call')).toBeTruthy();
    expect(screen.queryByRole('region', { name: /Karin/ })).toBeNull();
  });

  it('cannot be changed where the organisation has set it', async () => {
    const view = { ...NOTHING_SET, locked: ['doNotDisturb' as const] };
    await show(READY, { getSettings: { ok: true, value: view } });
    const bell = await screen.findByRole<HTMLButtonElement>('switch', { name: 'Do not disturb' });
    expect(bell.disabled).toBe(true);
  });
});

it('lights a lamp while voice messages wait', async () => {
  const lines = READY.lines.map((line) => ({ ...line, voicemail: { waiting: true, fresh: 3 } }));
  await show({ ...READY, lines });
  expect(await screen.findByRole('img', { name: 'New voice messages: 3' })).toBeTruthy();
});
