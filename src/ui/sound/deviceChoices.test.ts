import { expect, it } from 'vitest';
import { deviceOptions } from './deviceChoices.ts';
import type { SoundDevice } from './soundDoors.ts';

const DEVICES: readonly SoundDevice[] = [
  { kind: 'audioinput', id: 'default', name: 'Default - Headset' },
  { kind: 'audioinput', id: 'a', name: 'Headset' },
  { kind: 'audiooutput', id: 'b', name: 'Loudspeakers' },
  { kind: 'audioinput', id: '', name: '' },
];

it('offers what has a name and is of the kind, the system’s choice once', () => {
  expect(deviceOptions(DEVICES, 'audioinput', 'a')).toEqual([
    ['', 'As the system'],
    ['a', 'Headset'],
  ]);
});

it('keeps a device that is chosen and unplugged, by no name', () => {
  expect(deviceOptions(DEVICES, 'audiooutput', 'gone').at(-1)).toEqual([
    'gone',
    'The chosen one, which is not plugged in',
  ]);
});
