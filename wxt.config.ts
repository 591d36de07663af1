import { defineConfig } from 'wxt';
import { cleanPlivoSdkPlugin } from './scripts/cleanPlivoSdk.ts';
import { leanJsSipPlugin } from './scripts/leanJsSip.ts';

/**
 * Two flavours of one build. The *store* flavour asks for each site when the agent turns it on. The *managed* flavour
 * carries its hosts (OFFHOOK_HOSTS, comma-separated match patterns), because enterprise policy cannot grant optional
 * hosts; the demo and the end-to-end tests are managed installs of http://127.0.0.1.
 */
const managedHosts = (process.env.OFFHOOK_HOSTS ?? '').split(',').filter(Boolean);

const PLAIN_BROWSER = '\0offhook:plain-browser';
const plainBrowserPlugin = {
  name: 'offhook:plain-browser',
  enforce: 'pre',
  resolveId: (source: string) =>
    source === 'wxt/browser' || source === '@wxt-dev/webextension-polyfill/browser' ? PLAIN_BROWSER : null,
  load: (id: string) =>
    id === PLAIN_BROWSER
      ? 'export const browser = globalThis.browser?.runtime?.id ? globalThis.browser : globalThis.chrome;'
      : null,
} as const;

/** What Mozilla's signature is for. An administrator names it in policies.json; it never changes. */
const FIREFOX_ID = 'extension@offhook';

/**
 * Firefox, as Manifest V2: its V3 background is suspended in a call. What it must be told (Mozilla's categories of data)
 * is what a telephone sends to the telephone server: who the agent is, and whom the agent calls.
 */
const firefoxOnly = {
  browser_specific_settings: {
    gecko: {
      id: FIREFOX_ID,
      strict_min_version: '140.0',
      data_collection_permissions: {
        required: ['authenticationInfo', 'personallyIdentifyingInfo', 'personalCommunications'],
      },
    },
  },
  optional_permissions: ['https://*/*', 'http://*/*'],
};

const chromiumOnly = {
  optional_host_permissions: ['https://*/*', 'http://*/*'],
  // Firefox gives an extension what policies.json says without a schema.
  storage: { managed_schema: 'managed_schema.json' },
};

/** Also while another program is in front: Chromium gives that to Ctrl+Shift+digit only, Firefox does not know it. */
const inEveryProgram = { global: true };

export default defineConfig({
  srcDir: '.',
  outDir: process.env.OFFHOOK_OUT ?? '.output',
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  imports: false,
  vite: () => ({ plugins: [cleanPlivoSdkPlugin(), leanJsSipPlugin()] }),
  hooks: {
    // A page gets the browser's own `browser` or `chrome` in place of the polyfill: the one message it sends needs no more, and
    // every enabled page would carry 4 kB for it.
    'vite:build:extendConfig': (entries, config) => {
      if (!entries.every(({ type }) => type === 'content-script')) return;
      config.plugins = [...(config.plugins ?? []), plainBrowserPlugin];
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_appName__',
    description: '__MSG_appDescription__',
    default_locale: 'en',
    ...(browser === 'chrome' && { minimum_chrome_version: '128' }),
    permissions: [
      'storage',
      'scripting',
      'activeTab',
      'identity',
      'notifications',
      'contextMenus',
      ...(browser === 'firefox' ? [] : ['offscreen', 'sidePanel']),
    ],
    ...(browser === 'firefox' ? firefoxOnly : chromiumOnly),
    // Siperb's service answers an extension only where it may ask; a question in the popup would close the popup.
    host_permissions: ['https://api.siperb.com/*', ...managedHosts],
    // connect-src is as wide as this because accounts name their servers at run time: any SIP server over wss, our own
    // Plivo server over https, both on loopback without TLS. A document that holds Plivo's SDK narrows it to exactly its
    // own servers (src/phones/plivo/contentPolicy.ts).
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self' https: wss: ws://127.0.0.1:* ws://localhost:* http://127.0.0.1:* http://localhost:*; base-uri 'none'; form-action 'none'; " +
        // Firefox's host lives in a frame of the background page; Chromium has no frame at all.
        (browser === 'firefox' ? "frame-src 'self'; frame-ancestors 'self'" : "frame-ancestors 'none'"),
    },
    // Firefox has no schema of managed storage: there the policy is handed over as it is.
    ...(browser !== 'firefox' && { storage: { managed_schema: 'managed_schema.json' } }),
    action: { default_title: '__MSG_appName__' },
    omnibox: { keyword: 'call' },
    commands: {
      [browser === 'firefox' ? '_execute_browser_action' : '_execute_action']: {
        suggested_key: { default: 'Alt+Shift+O' },
      },
      'answer-or-hang-up': {
        suggested_key: { default: 'Ctrl+Shift+9' },
        description: '__MSG_key_answer_or_hang_up__',
        ...(browser !== 'firefox' && inEveryProgram),
      },
      mute: {
        suggested_key: { default: 'Ctrl+Shift+8' },
        description: '__MSG_key_mute__',
        ...(browser !== 'firefox' && inEveryProgram),
      },
    },
  }),
});
