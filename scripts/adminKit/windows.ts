/**
 * Windows: a .reg file with the example's values, and the template (ADMX, ADML) with which a group policy is filled in.
 * Lists and maps are JSON in a text (chromium.org/administrators/complex-policies-on-windows).
 */
import { browserPolicy, type ChromiumBrowser } from './browsers.ts';
import type { Installation } from './example.ts';
import { KEYS, type PolicyKeyInfo } from './schema.ts';
import { element, type Xml, xmlDocument } from './xml.ts';

const ROOTS: Readonly<Record<ChromiumBrowser, string>> = {
  chrome: 'SOFTWARE\\Policies\\Google\\Chrome',
  edge: 'SOFTWARE\\Policies\\Microsoft\\Edge',
};
const NAMES: Readonly<Record<ChromiumBrowser, string>> = { chrome: 'Google Chrome', edge: 'Microsoft Edge' };

const keyOf = (browser: ChromiumBrowser, id: string) =>
  `${ROOTS[browser]}\\3rdparty\\extensions\\${id}\\policy`;

export function registryFile(browser: ChromiumBrowser, installation: Installation): string {
  const { ExtensionSettings, AudioCaptureAllowedUrls } = browserPolicy(browser, installation);
  const urls = (AudioCaptureAllowedUrls as string[]).map((url, index) => value(String(index + 1), url));
  const values = Object.entries(installation.policy).map(([name, one]) => value(name, one));
  const lines = [
    'Windows Registry Editor Version 5.00',
    '',
    section(ROOTS[browser]),
    value('ExtensionSettings', ExtensionSettings),
    '',
    section(`${ROOTS[browser]}\\AudioCaptureAllowedUrls`),
    ...urls,
    '',
    section(keyOf(browser, installation.extensionId)),
    ...values,
    '',
  ];
  return lines.join('\r\n');
}

const section = (key: string) => `[HKEY_LOCAL_MACHINE\\${key}]`;

/** Without a byte order mark regedit reads the machine's own code page, so everything is written in ASCII. */
function value(name: string, one: unknown): string {
  if (typeof one === 'boolean') return `"${name}"=dword:${one ? '00000001' : '00000000'}`;
  if (typeof one === 'number') return `"${name}"=dword:${one.toString(16).padStart(8, '0')}`;
  if (typeof one === 'string' && /[^ -~]/.test(one)) return `"${name}"=hex(1):${utf16(one)}`;
  const text = typeof one === 'string' ? one : asciiJson(one);
  return `"${name}"="${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function asciiJson(value: unknown): string {
  const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[^ -~]/g, escaped);
}

/** As regedit writes a text that is more than ASCII: its bytes in UTF-16LE, ended by a zero. */
function utf16(text: string): string {
  return [...Buffer.from(`${text}\0`, 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0')).join(',');
}

const BROWSERS = ['chrome', 'edge'] as const satisfies readonly ChromiumBrowser[];
const NAMESPACE = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
const VERSIONS = { revision: '1.0', schemaVersion: '1.0' };
/** A JSON text of 200,000 hashes is the longest there is. */
const LONGEST_TEXT = '8388608';

/** `offhook.admx`: one policy a key and browser, under a category of its own. */
export function admx({ extensionId }: Installation): string {
  const policies = BROWSERS.flatMap((browser) =>
    KEYS.map((info) => admxPolicy(info, browser, keyOf(browser, extensionId))),
  );
  return xmlDocument(
    element('policyDefinitions', { xmlns: NAMESPACE, ...VERSIONS }, [
      element('policyNamespaces', {}, [
        element('target', { prefix: 'offhook', namespace: 'Offhook.Policies' }),
      ]),
      element('resources', { minRequiredRevision: '1.0' }),
      element('supportedOn', {}, [
        element('definitions', {}, [
          element('definition', { name: 'SUPPORTED', displayName: '$(string.SUPPORTED)' }),
        ]),
      ]),
      element('categories', {}, [
        element('category', { name: 'offhook', displayName: '$(string.offhook)' }),
        ...BROWSERS.map((browser) =>
          element('category', { name: browser, displayName: `$(string.${browser})` }, [
            element('parentCategory', { ref: 'offhook' }),
          ]),
        ),
      ]),
      element('policies', {}, policies),
    ]),
  );
}

function admxPolicy(info: PolicyKeyInfo, browser: ChromiumBrowser, key: string): Xml {
  const { json } = info;
  const name = `${browser}_${info.key}`;
  const isSwitch = json.type === 'boolean';
  const attributes = {
    name,
    class: 'Both',
    displayName: `$(string.${info.key})`,
    explainText: `$(string.${info.key}_Explain)`,
    ...(!isSwitch && { presentation: `$(presentation.${info.key})` }),
    key: key.replace('SOFTWARE', 'Software'),
    ...(isSwitch && { valueName: info.key }),
  };
  const decimal = (number: string) => [element('decimal', { value: number })];
  return element('policy', attributes, [
    element('parentCategory', { ref: browser }),
    element('supportedOn', { ref: 'SUPPORTED' }),
    ...(isSwitch
      ? [element('enabledValue', {}, decimal('1')), element('disabledValue', {}, decimal('0'))]
      : [element('elements', {}, [field(info)])]),
  ]);
}

function field({ key, json, choices }: PolicyKeyInfo): Xml {
  const common = { id: key, valueName: key, required: 'true' };
  if (json.type === 'integer') return element('decimal', { ...common, minValue: '0', maxValue: '9999' });
  if (!choices) return element('text', { ...common, maxLength: LONGEST_TEXT });
  return element(
    'enum',
    common,
    choices.map((choice) =>
      element('item', { displayName: `$(string.${key}_${choice})` }, [
        element('value', {}, [element('string', {}, [choice])]),
      ]),
    ),
  );
}

/** `en-US/offhook.adml`: the words of the template. */
export function adml(): string {
  const text = (id: string, words: string) => element('string', { id }, [words]);
  const words = KEYS.flatMap(({ key, says, choices }) => [
    text(key, key),
    text(`${key}_Explain`, says),
    ...(choices ?? []).map((choice) => text(`${key}_${choice}`, choice)),
  ]);
  const presentations = KEYS.filter(({ json }) => json.type !== 'boolean').map((info) =>
    element('presentation', { id: info.key }, [presented(info)]),
  );
  return xmlDocument(
    element('policyDefinitionResources', { xmlns: NAMESPACE, ...VERSIONS }, [
      element('displayName', {}, ['Offhook']),
      element('description', {}, ['Click-to-call for web CRMs']),
      element('resources', {}, [
        element('stringTable', {}, [
          text('offhook', 'Offhook'),
          text('SUPPORTED', 'Chrome and Edge 128 and newer'),
          ...BROWSERS.map((browser) => text(browser, NAMES[browser])),
          ...words,
        ]),
        element('presentationTable', {}, presentations),
      ]),
    ]),
  );
}

function presented({ key, json, choices }: PolicyKeyInfo): Xml {
  if (json.type === 'integer') return element('decimalTextBox', { refId: key, defaultValue: '0' }, [key]);
  if (choices) return element('dropdownList', { refId: key }, [key]);
  const isJson = json.type !== 'string';
  return element('textBox', { refId: key }, [element('label', {}, [isJson ? `${key} (JSON)` : key])]);
}
