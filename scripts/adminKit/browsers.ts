/** The files that browsers read as JSON: Chrome and Edge on Linux, the Google Admin console, Firefox everywhere. */
import { CHROME_UPDATES } from '../package/manifest.ts';
import type { Installation } from './example.ts';

export type ChromiumBrowser = 'chrome' | 'edge';

/** As `npm run package` names it; Chrome and Edge are served one package. */
const FIREFOX_PACKAGE = 'offhook-managed.xpi';

/** The browser's own policies: install, pin, and let it hear without asking. */
export function browserPolicy(
  browser: ChromiumBrowser,
  { extensionId, updateUrl }: Installation,
): Readonly<Record<'ExtensionSettings' | 'AudioCaptureAllowedUrls', unknown>> {
  const pinned = browser === 'chrome' ? { toolbar_pin: 'force_pinned' } : { toolbar_state: 'force_shown' };
  return {
    ExtensionSettings: {
      [extensionId]: {
        installation_mode: 'force_installed',
        update_url: updateUrl + CHROME_UPDATES,
        ...pinned,
      },
    },
    AudioCaptureAllowedUrls: [`chrome-extension://${extensionId}/`],
  };
}

/** For /etc/opt/chrome/policies/managed/ and /etc/opt/edge/policies/managed/. */
export function linuxPolicy(browser: ChromiumBrowser, installation: Installation): object {
  const { extensionId, policy } = installation;
  return {
    ...browserPolicy(browser, installation),
    '3rdparty': { extensions: { [extensionId]: policy } },
  };
}

/** What is pasted under Apps & extensions, "Policy for extensions". */
export function googleAdminPolicy({ policy }: Installation): object {
  return Object.fromEntries(Object.entries(policy).map(([key, value]) => [key, { Value: value }]));
}

/** distribution/policies.json, or /etc/firefox/policies/policies.json. */
export function firefoxPolicy({ firefoxId, updateUrl, policy }: Installation): object {
  return {
    policies: {
      ExtensionSettings: {
        [firefoxId]: { installation_mode: 'force_installed', install_url: updateUrl + FIREFOX_PACKAGE },
      },
      '3rdparty': { Extensions: { [firefoxId]: policy } },
    },
  };
}
