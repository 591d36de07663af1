/** The browser's doors for the options page: permissions, tabs, devices, keys, tel: links. */
import { browser } from 'wxt/browser';
import { browserNames } from '../../src/ui/doctor/machineLines.ts';
import type { Machine } from '../../src/ui/options/machine.ts';
import { connectHeadset } from './headset.ts';

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
      does: description,
      keys: shortcut,
    })),
  ...('hid' in navigator && { connectHeadset }),
  takeTelLinks: () => navigator.registerProtocolHandler('tel', `${location.origin}/options.html?call=%s`),
};
