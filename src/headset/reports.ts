/**
 * What a headset says and is told, by the report descriptor that it describes itself with: which bit of which report is
 * the hook switch, which the mute button, which the lamps (USB HID Usage Tables 1.5: Telephony page 0x0B, LED page 0x08;
 * Device Class Definition for HID 1.11, 6.2.2). Pure; the device itself is headset.ts.
 */

export type ButtonName = 'hook' | 'mute';
export type Lamp = 'offHook' | 'ring' | 'mute';

/** Where one bit stands. `reportId` 0: the device has only one report of its kind. */
export type Bit = { readonly reportId: number; readonly offset: number };

/** `isState`: it says how the switch stands (absolute), rather than that it was pressed (relative). */
export type Button = Bit & { readonly isState: boolean };

export type Layout = {
  readonly buttons: Readonly<Partial<Record<ButtonName, Button>>>;
  readonly lamps: Readonly<Partial<Record<Lamp, Bit>>>;
  /** Length in bytes of each output report that a lamp is in, by its id. */
  readonly outputs: ReadonlyMap<number, number>;
};

/** What of HIDDevice.collections is read (WICG WebHID; not in TypeScript's DOM). */
export type Collection = {
  readonly usagePage?: number;
  readonly usage?: number;
  readonly children?: readonly Collection[];
  readonly inputReports?: readonly Report[];
  readonly outputReports?: readonly Report[];
};
export type Report = { readonly reportId?: number; readonly items?: readonly Item[] };
export type Item = {
  readonly isAbsolute?: boolean;
  readonly isArray?: boolean;
  readonly isRange?: boolean;
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly usageMaximum?: number;
  readonly reportSize?: number;
  readonly reportCount?: number;
};

/** Usage page in the upper half, as WebHID has it. */
const BUTTONS: Readonly<Record<number, ButtonName>> = {
  720928: 'hook', // Hook Switch
  720943: 'mute', // Phone Mute
};
const LAMPS: Readonly<Record<number, Lamp>> = {
  524311: 'offHook',
  524312: 'ring',
  524297: 'mute',
};
/** The microphone lamp, of devices without one for mute. */
const MICROPHONE_LAMP = 0x080021;

/** Null: there is no hook switch and no mute button in it that this can read. */
export function layoutOf(collections: readonly Collection[]): Layout | null {
  const all = collections.flatMap(withChildren);
  const buttons: Partial<Record<ButtonName, Button>> = {};
  for (const { usage, bit, item } of fieldsOf(all.flatMap(({ inputReports = [] }) => inputReports))) {
    const name = BUTTONS[usage];
    if (name) buttons[name] ??= { ...bit, isState: item.isAbsolute === true };
  }
  if (Object.keys(buttons).length === 0) return null;
  const outputReports = all.flatMap((one) => one.outputReports ?? []);
  return { buttons, lamps: lampsOf(outputReports), outputs: lengthsOf(outputReports) };
}

function lampsOf(reports: readonly Report[]): Layout['lamps'] {
  const lamps: Partial<Record<Lamp, Bit>> = {};
  const fields = fieldsOf(reports);
  for (const { usage, bit } of fields) {
    const lamp = LAMPS[usage];
    if (lamp) lamps[lamp] ??= bit;
  }
  const microphone = fields.find(({ usage }) => usage === MICROPHONE_LAMP);
  if (microphone) lamps.mute ??= microphone.bit;
  return lamps;
}

function lengthsOf(reports: readonly Report[]): Map<number, number> {
  return new Map(
    reports.map(({ reportId = 0, items = [] }) => {
      const bits = items.reduce((sum, item) => sum + widthOf(item), 0);
      return [reportId, Math.ceil(bits / 8)];
    }),
  );
}

type Field = { readonly usage: number; readonly bit: Bit; readonly item: Item };

/** Every one-bit variable. A list of codes (array) or a wider number is no button and no lamp. */
function fieldsOf(reports: readonly Report[]): Field[] {
  return reports.flatMap(({ reportId = 0, items = [] }) => {
    let at = 0;
    return items.flatMap((item) => {
      const begin = at;
      at += widthOf(item);
      if (item.reportSize !== 1 || item.isArray) return [];
      return usagesOf(item).map((usage, index) => ({
        usage,
        bit: { reportId, offset: begin + index },
        item,
      }));
    });
  });
}

function usagesOf({
  isRange,
  usages = [],
  usageMinimum = 0,
  usageMaximum = 0,
  reportCount = 0,
}: Item): number[] {
  if (!isRange) return usages.slice(0, reportCount);
  const count = Math.min(reportCount, usageMaximum - usageMinimum + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => usageMinimum + index);
}

function widthOf({ reportSize = 0, reportCount = 0 }: Item): number {
  return reportSize * reportCount;
}

function withChildren(collection: Collection): Collection[] {
  return [collection, ...(collection.children ?? []).flatMap(withChildren)];
}

/** How the button stands in this report; null: it is of another one, or shorter than it says. */
export function readButton(button: Button, reportId: number, data: DataView): boolean | null {
  if (button.reportId !== reportId) return null;
  const byte = button.offset >> 3;
  if (byte >= data.byteLength) return null;
  return ((data.getUint8(byte) >> (button.offset & 7)) & 1) === 1;
}

export type Lamps = Readonly<Record<Lamp, boolean>>;

/** The output reports that make the lamps so, by id: a report carries all of its lamps at once. */
export function writeLamps({ lamps, outputs }: Layout, lit: Lamps): Map<number, Uint8Array<ArrayBuffer>> {
  const reports = new Map<number, Uint8Array<ArrayBuffer>>();
  for (const [name, bit] of Object.entries(lamps) as [Lamp, Bit][]) {
    const data = reports.get(bit.reportId) ?? new Uint8Array(outputs.get(bit.reportId) ?? 1);
    reports.set(bit.reportId, data);
    if (lit[name]) data[bit.offset >> 3] = (data[bit.offset >> 3] ?? 0) | (1 << (bit.offset & 7));
  }
  return reports;
}
