/**
 * A headset on WebHID: opened, listened to, its lamps lit. What a press means for a call is not known here, nor where the
 * device comes from; which bit is which is reports.ts.
 */
import { quirkOf } from './quirks.ts';
import { type ButtonName, type Collection, type Lamps, layoutOf, readButton, writeLamps } from './reports.ts';

/** What of HIDDevice is used (WICG WebHID; not in TypeScript's DOM). */
export type HeadsetDevice = Pick<EventTarget, 'addEventListener' | 'removeEventListener'> & {
  readonly productName: string;
  readonly vendorId: number;
  readonly opened: boolean;
  readonly collections: readonly Collection[];
  open(): Promise<void>;
  close(): Promise<void>;
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>;
};

type InputReport = Event & { readonly reportId: number; readonly data: DataView };

/** `stands`: how the switch stands now (hook: true is off-hook; mute: true is muted); null: it was pressed, and no more is known. */
export type Press = { readonly button: ButtonName; readonly stands: boolean | null };

export interface Headset {
  readonly name: string;
  /** It confirms the off-hook lamp by its hook switch. */
  readonly confirmsLamps: boolean;
  /** Rejects when the device does not take it. */
  light(lamps: Lamps): Promise<void>;
  /** Puts all lamps out. Never rejects. */
  close(): Promise<void>;
}

export const DARK: Lamps = { offHook: false, ring: false, mute: false };

/** Null: nothing in it is a button of a telephone. Rejects when the device cannot be opened. */
export async function openHeadset(
  device: HeadsetDevice,
  pressed: (press: Press) => void,
): Promise<Headset | null> {
  const layout = layoutOf(device.collections);
  if (!layout) return null;
  const quirk = quirkOf(device.vendorId);
  if (!device.opened) await device.open();
  /** How each button stood in the last report that had it. */
  const stood = new Map<ButtonName, boolean>();

  const isState = (name: ButtonName) =>
    layout.buttons[name]?.isState === true && !(name === 'mute' && quirk?.muteIsPress);
  const take = (name: ButtonName, stands: boolean) => {
    const before = stood.get(name) ?? false;
    stood.set(name, stands);
    if (stands === before) return;
    if (isState(name)) pressed({ button: name, stands });
    else if (stands) pressed({ button: name, stands: null });
  };
  const hear = (event: Event) => {
    const { reportId, data } = event as InputReport;
    for (const name of ['hook', 'mute'] as const) {
      const button = layout.buttons[name];
      const stands = button ? readButton(button, reportId, data) : null;
      if (stands !== null) take(name, stands);
    }
  };
  const light = async (lamps: Lamps) => {
    for (const [reportId, data] of writeLamps(layout, lamps)) await device.sendReport(reportId, data);
  };

  device.addEventListener('inputreport', hear);
  return {
    name: device.productName,
    confirmsLamps: quirk?.confirmsLamps === true,
    light,
    async close() {
      device.removeEventListener('inputreport', hear);
      await light(DARK).catch(() => undefined);
      await device.close().catch(() => undefined);
    },
  };
}
