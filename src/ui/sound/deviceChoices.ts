/** Which devices can be chosen for what, under the names that the browser gives them. */
import { say, type WordKey } from '../words.ts';
import type { SoundDevice } from './soundDoors.ts';

export type DeviceSetting = 'microphone' | 'speaker' | 'ringer';

export const DEVICE_CHOICES: readonly {
  readonly setting: DeviceSetting;
  readonly kind: SoundDevice['kind'];
  readonly word: WordKey;
}[] = [
  { setting: 'microphone', kind: 'audioinput', word: 'options_microphone' },
  { setting: 'speaker', kind: 'audiooutput', word: 'options_speaker' },
  { setting: 'ringer', kind: 'audiooutput', word: 'options_ringer' },
];

/** Chromium's names for what the system has chosen: '' says the same. */
const SYSTEM = ['default', 'communications'];

/** What was chosen stays chosen while it is not plugged in, and is called by no name: nobody knows it. */
export function deviceOptions(
  devices: readonly SoundDevice[],
  kind: SoundDevice['kind'],
  chosen: string,
): readonly (readonly [id: string, name: string])[] {
  const named = devices.filter((one) => one.kind === kind && one.name !== '' && !SYSTEM.includes(one.id));
  const isThere = chosen === '' || named.some(({ id }) => id === chosen);
  return [
    ['', say('options_device_system')],
    ...named.map(({ id, name }) => [id, name] as const),
    ...(isThere ? [] : [[chosen, say('options_device_gone')] as const]),
  ];
}
