// Which device does the work, of those that are there: the one that is set, or another one until it is back. Pure.
import type { AudioDevice } from '../call/state.ts';

/** What of MediaDeviceInfo decides. */
export type Listed = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>;

export type Picked = {
  /** To open it by; '' is the system's choice. */
  readonly deviceId: string;
  /** The same as long as it is the same hardware: the system's choice can become another one. */
  readonly identity: string;
  readonly shown: AudioDevice;
};

/** Chromium's entry for what the system chose, beside the entry of the device itself. */
const SYSTEM = 'default';

/** `wanted`: a device id, '' is the system's choice. Null: the browser lists none, or does not say which. */
export function pickDevice(devices: readonly Listed[], kind: MediaDeviceKind, wanted: string): Picked | null {
  const listed = devices.filter((device) => device.kind === kind && device.deviceId !== '');
  const isChosen = wanted !== '' && wanted !== SYSTEM;
  const chosen = isChosen ? listed.find(({ deviceId }) => deviceId === wanted) : undefined;
  if (chosen) return { deviceId: wanted, identity: wanted, shown: { label: chosen.label } };
  const system = listed.find(({ deviceId }) => deviceId === SYSTEM) ?? listed[0];
  if (!system) return null;
  const hardware = hardwareOf(system, listed);
  return {
    deviceId: '',
    identity: hardware.deviceId,
    shown: { label: hardware.label, ...(isChosen && { standIn: true }) },
  };
}

/** The device as it is called when it is not the system's choice. */
export function hardwareOf(device: Listed, listed: readonly Listed[]): Listed {
  if (device.deviceId !== SYSTEM) return device;
  const same = ({ deviceId, kind, groupId }: Listed) =>
    deviceId !== SYSTEM && kind === device.kind && groupId === device.groupId;
  return listed.find(same) ?? device;
}
