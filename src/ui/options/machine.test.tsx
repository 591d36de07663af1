// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeWire } from '../fakeWire.ts';
import { NOTHING_SET } from '../goodDay.ts';
import type { SoundDoors } from '../sound/soundDoors.ts';
import type { Machine } from './machine.ts';
import { createOptionsModel } from './optionsModel.ts';
import { ShortcutsSection } from './ShortcutsSection.tsx';
import { SoundSection } from './SoundSection.tsx';
import { TelPart } from './TelPart.tsx';

const SOUND: SoundDoors = {
  listDevices: async () => [
    { kind: 'audioinput', id: 'a', name: 'Headset microphone' },
    { kind: 'audiooutput', id: 'b', name: 'Headset' },
  ],
  onDevicesChanged: () => undefined,
  openMeter: async (_, onLevel) => onLevel(0.6),
  playTone: async () => undefined,
};

/** A machine on which everything works; `more` overrules single doors. */
const machineWith = (more: Partial<Machine> = {}): Machine => ({
  loadSound: async () => SOUND,
  listShortcuts: async () => [],
  takeTelLinks: () => undefined,
  ...more,
});

function openOptions() {
  const wire = createFakeWire({
    getSettings: { ok: true, value: NOTHING_SET },
    changeSettings: { ok: true, value: NOTHING_SET },
    getSites: { ok: true, value: [] },
  });
  const model = createOptionsModel({
    ask: wire.ask,
    listDevices: SOUND.listDevices,
    requestSitePermission: async () => true,
  });
  return { model, asked: wire.asked };
}

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

// Parts of a screen are fetched when they are shown, and a busy machine is no failure.
configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);

describe('the devices', () => {
  it('are chosen by name, each for its use', async () => {
    const { model, asked } = openOptions();
    render(<SoundSection model={model} machine={machineWith()} />);
    const microphone = await screen.findByLabelText<HTMLSelectElement>('Microphone');
    await screen.findByRole('option', { name: 'Headset microphone' });
    fireEvent.change(microphone, { target: { value: 'a' } });
    expect(asked).toContainEqual({ type: 'changeSettings', change: { microphone: 'a' } });
  });

  it('are proved: a level only while somebody wants to see it, a tone from each place', async () => {
    const played: string[] = [];
    const sound = { ...SOUND, playTone: async (id: string) => void played.push(id) };
    render(
      <SoundSection model={openOptions().model} machine={machineWith({ loadSound: async () => sound })} />,
    );
    await press('Test the microphone');
    const meter = await screen.findByLabelText('Microphone level');
    expect(Number(meter.getAttribute('value'))).toBe(0.6);
    await press('Stop testing');
    expect(screen.queryByLabelText('Microphone level')).toBeNull();
    await press('Play a tone: Where it rings');
    expect(played).toEqual(['']);
  });

  it('that cannot be played to say so', async () => {
    const sound = { ...SOUND, playTone: () => Promise.reject(new Error('gone')) };
    render(
      <SoundSection model={openOptions().model} machine={machineWith({ loadSound: async () => sound })} />,
    );
    await press('Play a tone: Where it rings');
    expect(await screen.findByText(/cannot be played there/)).toBeTruthy();
  });
});

describe('a headset', () => {
  it.each<[string | null, string]>([
    ['Jabra Evolve2 65', 'Connected: Jabra Evolve2 65'],
    [null, 'No headset was chosen.'],
  ])('that the browser answers with %j is said', async (name, sentence) => {
    const machine = machineWith({ connectHeadset: async () => name });
    render(<SoundSection model={openOptions().model} machine={machine} />);
    await press('Connect a headset');
    expect(await screen.findByText(sentence)).toBeTruthy();
  });

  it('has no button in a browser without WebHID', async () => {
    render(<SoundSection model={openOptions().model} machine={machineWith()} />);
    await screen.findByLabelText('Microphone');
    expect(screen.queryByRole('button', { name: 'Connect a headset' })).toBeNull();
  });
});

describe('tel: links', () => {
  const flip = async () => fireEvent.click(await screen.findByRole('switch', { name: /tel: links/ }));

  it('are taken when the switch is turned on, and it is said who asks', async () => {
    const { model, asked } = openOptions();
    const registered: string[] = [];
    render(<TelPart model={model} machine={machineWith({ takeTelLinks: () => registered.push('tel') })} />);
    await flip();
    expect(await screen.findByText(/asks at the top/)).toBeTruthy();
    expect(registered).toEqual(['tel']);
    expect(asked).toContainEqual({ type: 'changeSettings', change: { telLinks: true } });
  });

  it('stay where they were in a browser that does not let an extension have them', async () => {
    const { model, asked } = openOptions();
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    render(<TelPart model={model} machine={machineWith({ takeTelLinks: refuse })} />);
    await flip();
    expect(await screen.findByText(/does not offer tel: links/)).toBeTruthy();
    expect(asked.some(({ type }) => type === 'changeSettings')).toBe(false);
  });
});

it('lists the browser’s own keys, also those that nobody has set', async () => {
  const shortcuts = [
    { name: 'mute', does: 'Mute or unmute', keys: 'Ctrl+Shift+8' },
    { name: 'answer', does: 'Answer or hang up', keys: '' },
    { name: '_execute_action', does: '', keys: 'Alt+Shift+O' },
  ];
  const machine = machineWith({ listShortcuts: async () => shortcuts });
  render(<ShortcutsSection model={openOptions().model} machine={machine} />);
  expect(await screen.findByText('Ctrl+Shift+8')).toBeTruthy();
  expect(await screen.findByText('not set')).toBeTruthy();
  expect(await screen.findByText('Open Offhook')).toBeTruthy();
  const onCard = screen.getAllByText(/^On a number’s card/).map((one) => one.previousSibling?.textContent);
  expect(onCard).toEqual(['C', 'L']);
});
