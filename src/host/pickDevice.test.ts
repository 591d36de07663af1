import { describe, expect, test } from 'vitest';
import { type Listed, pickDevice } from './pickDevice.ts';

const input = (deviceId: string, label: string, groupId = deviceId): Listed => ({
  kind: 'audioinput',
  deviceId,
  label,
  groupId,
});
const BUILT_IN = input('b', 'Built-in');
const HEADSET = input('h', 'Headset');
const SYSTEM_IS_BUILT_IN = input('default', 'Default - Built-in', 'b');
const SYSTEM_IS_HEADSET = input('default', 'Default - Headset', 'h');

describe('the device that is set', () => {
  test('is used when it is there', () => {
    expect(pickDevice([SYSTEM_IS_BUILT_IN, BUILT_IN, HEADSET], 'audioinput', 'h')).toEqual({
      deviceId: 'h',
      identity: 'h',
      shown: { label: 'Headset' },
    });
  });

  test('has the system’s choice for a stand-in when it is not', () => {
    expect(pickDevice([SYSTEM_IS_BUILT_IN, BUILT_IN], 'audioinput', 'h')).toEqual({
      deviceId: '',
      identity: 'b',
      shown: { label: 'Built-in', standIn: true },
    });
  });
});

describe('the system’s choice', () => {
  test.each(['', 'default'])('is taken for %j and called by the name of its hardware', (wanted) => {
    expect(pickDevice([SYSTEM_IS_HEADSET, BUILT_IN, HEADSET], 'audioinput', wanted)).toEqual({
      deviceId: '',
      identity: 'h',
      shown: { label: 'Headset' },
    });
  });

  test('is another device once the system has chosen another', () => {
    const before = pickDevice([SYSTEM_IS_HEADSET, BUILT_IN, HEADSET], 'audioinput', '');
    const after = pickDevice([SYSTEM_IS_BUILT_IN, BUILT_IN, HEADSET], 'audioinput', '');
    expect([before?.identity, after?.identity]).toEqual(['h', 'b']);
  });

  test('is the first one in a browser without an entry for it', () => {
    expect(pickDevice([BUILT_IN, HEADSET], 'audioinput', '')?.shown).toEqual({ label: 'Built-in' });
  });
});

test('what is not listed, of another kind or without a name to call it by is not picked', () => {
  expect(pickDevice([], 'audioinput', 'h')).toBeNull();
  expect(pickDevice([HEADSET], 'audiooutput', '')).toBeNull();
  expect(pickDevice([input('', '')], 'audioinput', '')).toBeNull();
});
