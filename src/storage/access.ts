/** Who may read what is remembered: the extension's own contexts, and no page. And the end of all of it. */
import { browser } from 'wxt/browser';
import { log } from '../log.ts';

type Area = { setAccessLevel?: (level: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void> };

/** Chromium opens storage.local to content scripts by default. Browsers without the method have no such door. */
export async function closeStorageToPages(): Promise<void> {
  try {
    const local = browser.storage.local as Area;
    await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch (error) {
    log.warn('storage', 'storage could not be closed to pages', error);
  }
}

/** What a policy says is the browser's and stays. Rejects when the browser cannot write. */
export async function clearStorage(): Promise<void> {
  await browser.storage.local.clear();
  await browser.storage.session.clear();
}
