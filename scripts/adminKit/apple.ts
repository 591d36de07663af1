/** macOS: one configuration profile for Chrome and Edge (developer.apple.com/documentation/devicemanagement). */
import { createHash } from 'node:crypto';
import { browserPolicy, type ChromiumBrowser } from './browsers.ts';
import type { Installation } from './example.ts';
import { element, type Xml, xmlDocument } from './xml.ts';

const DOMAINS: Readonly<Record<ChromiumBrowser, string>> = {
  chrome: 'com.google.Chrome',
  edge: 'com.microsoft.Edge',
};
const DOCTYPE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n';
const IDENTIFIER = 'com.example.offhook';

export function mobileConfig(installation: Installation): string {
  const { extensionId, policy } = installation;
  const payloads = (['chrome', 'edge'] as const).flatMap((browser) => [
    payload(DOMAINS[browser], browserPolicy(browser, installation)),
    payload(`${DOMAINS[browser]}.extensions.${extensionId}`, policy),
  ]);
  const profile = {
    PayloadContent: payloads,
    PayloadDisplayName: 'Offhook',
    PayloadIdentifier: IDENTIFIER,
    PayloadScope: 'System',
    PayloadType: 'Configuration',
    PayloadUUID: uuidOf(IDENTIFIER),
    PayloadVersion: 1,
  };
  return xmlDocument(element('plist', { version: '1.0' }, [plist(profile)]), DOCTYPE);
}

function payload(domain: string, values: object): object {
  const identifier = `${IDENTIFIER}.${domain}`;
  return {
    ...values,
    PayloadIdentifier: identifier,
    PayloadType: domain,
    PayloadUUID: uuidOf(identifier),
    PayloadVersion: 1,
  };
}

function plist(value: unknown): Xml {
  if (typeof value === 'boolean') return element(String(value));
  if (typeof value === 'number') return element('integer', {}, [String(value)]);
  if (typeof value === 'string') return element('string', {}, [value]);
  if (Array.isArray(value)) return element('array', {}, value.map(plist));
  const pairs = Object.entries(value as object);
  return element(
    'dict',
    {},
    pairs.flatMap(([key, one]) => [element('key', {}, [key]), plist(one)]),
  );
}

/** The same name has the same UUID, so that a new profile replaces the old one (RFC 9562 §5.8). */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
    .join('-')
    .toUpperCase();
}
