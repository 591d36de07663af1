/** The browser's doors for the options page: devices, keys, a headset's buttons, tel: links. */
import { browser } from 'wxt/browser';
import { askSwitchboard } from '../../src/messages/send.ts';
import { browserNames } from '../../src/ui/doctor/machineLines.ts';
import type { Machine } from '../../src/ui/options/machine.ts';

/** WebHID, as far as it is used here; TypeScript's library does not know it. */
type Hid = {
  requestDevice(options: {
    readonly filters: readonly { readonly usagePage: number }[];
  }): Promise<readonly { readonly productName: string }[]>;
};

const TELEPHONY = 0x0b; // HID Usage Tables 1.5, §14: hook switch, mute, ring

export const requestSitePermission = (pattern: string) => browser.permissions.request({ origins: [pattern] });
export const openTab = (url: string) => void browser.tabs.create({ url });

export const versions = async () => ({
  product: `Offhook ${browser.runtime.getManifest().version}`,
  ...browserNames(navigator.userAgent),
});

export const machine: Machine = {
  loadSound: async () => (await import('../../src/ui/sound/browserSound.ts')).browserSound,
  listShortcuts: async () =>
    (await browser.commands.getAll()).map(({ name = '', description = '', shortcut = '' }) => ({
      name,
      does: description || browser.runtime.getManifest().name,
      keys: shortcut,
    })),
  ...('hid' in navigator && { connectHeadset }),
  takeTelLinks: () => navigator.registerProtocolHandler('tel', `${location.origin}/options.html?call=%s`),
};

async function connectHeadset(): Promise<string | null> {
  const { hid } = navigator as unknown as { readonly hid: Hid };
  const [device] = await hid.requestDevice({ filters: [{ usagePage: TELEPHONY }] });
  if (!device) return null;
  // The host looks at its devices again: nothing tells it of a permission that was given in another document.
  await askSwitchboard<'command'>({ type: 'command', command: { type: 'checkMicrophone' } });
  return device.productName;
}
