/**
 * A headset for tests, with a report descriptor of the shape that call-control headsets have: input report 1 with hook
 * switch and mute, output report 2 with the lamps. Nothing here runs in the extension.
 */
import type { HeadsetDevice } from './headset.ts';
import type { Collection, Item } from './reports.ts';

const bits = (usages: readonly number[], more: Item = {}): Item => ({
  isAbsolute: true,
  isArray: false,
  isRange: false,
  reportSize: 1,
  reportCount: usages.length,
  usages,
  ...more,
});
const padding = (reportCount: number): Item => bits([], { reportCount });

/** Usage page (Telephony), usage (Headset): one application collection. */
export const HEADSET: Collection = {
  usagePage: 0x0b,
  usage: 0x05,
  children: [],
  inputReports: [
    {
      reportId: 1,
      // Hook switch (absolute), phone mute (relative), padding.
      items: [bits([0x0b0020]), bits([0x0b002f], { isAbsolute: false }), padding(6)],
    },
  ],
  // Off-hook, ring, padding in between, mute: over two bytes.
  outputReports: [
    { reportId: 2, items: [bits([0x080017, 0x080018]), padding(7), bits([0x080009]), padding(6)] },
  ],
};

/** Volume keys only, as every headset has beside its telephone: usage page (Consumer). */
export const VOLUME_KEYS: Collection = {
  usagePage: 0x0c,
  usage: 0x01,
  inputReports: [{ reportId: 3, items: [bits([0x0c00e9, 0x0c00ea]), padding(6)] }],
};

export type FakeHeadsetOptions = {
  readonly vendorId?: number;
  readonly collections?: readonly Collection[];
  readonly productName?: string;
};

export class FakeHeadset extends EventTarget implements HeadsetDevice {
  readonly productName: string;
  readonly vendorId: number;
  readonly collections: readonly Collection[];
  opened = false;
  /** Reports that it was sent: "2: 01 00". */
  readonly lit: string[] = [];
  /** What opening it, or writing to it, meets. */
  trouble: Error | null = null;

  constructor({
    vendorId = 0,
    collections = [VOLUME_KEYS, HEADSET],
    productName = 'Desk set',
  }: FakeHeadsetOptions = {}) {
    super();
    this.vendorId = vendorId;
    this.collections = collections;
    this.productName = productName;
  }
  async open(): Promise<void> {
    if (this.trouble) throw this.trouble;
    this.opened = true;
  }
  async close(): Promise<void> {
    this.opened = false;
  }
  async sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.trouble) throw this.trouble;
    this.lit.push(`${reportId}: ${[...data].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`);
  }
  /** As bytes come from the wire. */
  sends(reportId: number, ...bytes: number[]): void {
    const data = new DataView(new Uint8Array(bytes).buffer);
    this.dispatchEvent(Object.assign(new Event('inputreport'), { reportId, data }));
  }
}
