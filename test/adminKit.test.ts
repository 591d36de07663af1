/** The administrator's files: each says what the example policy says, in its own format, and none of them is stale. */
import { readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { EXAMPLE } from '../scripts/adminKit/example.ts';
import { KEYS, managedSchema } from '../scripts/adminKit/schema.ts';
import { installationFiles, repositoryFiles, withKeys } from '../scripts/adminKit.ts';
import { POLICY_KEYS, parsePolicy } from '../src/settings/parsePolicy.ts';
import { parsePlist, parseRegistry, type RegistryKeys } from './adminFormats.ts';

const read = (name: string) => readFileSync(`docs/admin/${name}`, 'utf8');
const json = (name: string) => JSON.parse(read(name));
const { extensionId: id, firefoxId, updateUrl } = EXAMPLE;
/** As it is handed out: with the names of its keys. */
const policy = withKeys(EXAMPLE.policy);
const AUDIO = [`chrome-extension://${id}/`];

it('is what the declaration and the example make of it: run node scripts/adminKit.ts', () => {
  for (const [path, text] of Object.entries(repositoryFiles()))
    expect(readFileSync(path, 'utf8') === text, `${path} is stale`).toBe(true);
});

describe('the example policy', () => {
  it('has no problem, and shows every kind of account', () => {
    const { values, problems } = parsePolicy(policy);
    expect(problems).toEqual([]);
    expect(values).toEqual(policy);
    expect(values.accounts?.map(({ kind }) => kind).sort()).toEqual(['plivo', 'sip', 'siperb']);
  });

  it('stays ASCII in .reg files, which are read in whatever code page a machine has', () => {
    const foreign = { ringer: 'Büro “Süd” \\ 電話', agent: { office: 'Büro “Süd” \\ 電話' } };
    const text = installationFiles({ ...EXAMPLE, policy: foreign })['windows-chrome.reg'] ?? '';
    expect(text).toMatch(/^[\r\n -~]*$/);
    const key = `SOFTWARE\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${id}\\policy`;
    expect(fromRegistry(parseRegistry(text), key)).toMatchObject(foreign);
  });
});

describe('the same values come back out of', () => {
  it.each(['chrome', 'edge'] as const)('%s-policy.json', (browser) => {
    const file = json(`${browser}-policy.json`);
    expect(file['3rdparty'].extensions).toEqual({ [id]: policy });
    expect(file.AudioCaptureAllowedUrls).toEqual(AUDIO);
    expect(file.ExtensionSettings[id]).toMatchObject({
      installation_mode: 'force_installed',
      update_url: expect.stringMatching(new RegExp(`^${updateUrl}[\\w-]+\\.xml$`)),
    });
  });

  it.each([
    ['chrome', 'SOFTWARE\\Policies\\Google\\Chrome'],
    ['edge', 'SOFTWARE\\Policies\\Microsoft\\Edge'],
  ])('windows-%s.reg', (browser, root) => {
    const keys = parseRegistry(read(`windows-${browser}.reg`));
    expect(fromRegistry(keys, `${root}\\3rdparty\\extensions\\${id}\\policy`)).toEqual(policy);
    expect(keys.get(`${root}\\AudioCaptureAllowedUrls`)).toEqual({ 1: AUDIO[0] });
    const settings = JSON.parse(String(keys.get(root)?.ExtensionSettings));
    expect(settings).toEqual(json(`${browser}-policy.json`).ExtensionSettings);
  });

  it('macos.mobileconfig', () => {
    const profile = parsePlist(read('macos.mobileconfig')) as Record<string, unknown>;
    const payloads = profile.PayloadContent as Record<string, unknown>[];
    const of = (type: string) => withoutPayload(payloads.find(({ PayloadType }) => PayloadType === type));
    for (const [browser, domain] of [
      ['chrome', 'com.google.Chrome'],
      ['edge', 'com.microsoft.Edge'],
    ] as const) {
      const { '3rdparty': _, ...own } = json(`${browser}-policy.json`);
      expect(of(domain)).toEqual(own);
      expect(of(`${domain}.extensions.${id}`)).toEqual(policy);
    }
    const uuids = [profile, ...payloads].map(({ PayloadUUID }) => PayloadUUID);
    expect(new Set(uuids).size).toBe(5);
    for (const uuid of uuids) expect(uuid).toMatch(/^[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}$/);
  });

  it('google-admin.json', () => {
    const entries = Object.entries(json('google-admin.json') as Record<string, { Value: unknown }>);
    expect(Object.fromEntries(entries.map(([key, { Value }]) => [key, Value]))).toEqual(policy);
  });

  it('firefox-policies.json', () => {
    const { policies } = json('firefox-policies.json');
    expect(policies['3rdparty'].Extensions).toEqual({ [firefoxId]: policy });
    expect(policies.ExtensionSettings[firefoxId].install_url).toMatch(/\.xpi$/);
    expect(readFileSync('wxt.config.ts', 'utf8')).toContain(`'${firefoxId}'`);
  });
});

describe('the group policy template', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  const admx = parser.parse(read('offhook.admx')).policyDefinitions;
  const { resources } = parser.parse(read('en-US/offhook.adml')).policyDefinitionResources;
  const policies = admx.policies.policy as Record<string, never>[];

  it('is well-formed', () => {
    for (const name of ['offhook.admx', 'en-US/offhook.adml'])
      expect(XMLValidator.validate(read(name)), name).toBe(true);
  });

  it('has every key for both browsers, where the .reg files write it', () => {
    const places = policies.map(({ name, key }) => `${name} ${key}`);
    const roots = {
      chrome: 'Software\\Policies\\Google\\Chrome',
      edge: 'Software\\Policies\\Microsoft\\Edge',
    };
    const wanted = Object.entries(roots).flatMap(([browser, root]) =>
      POLICY_KEYS.map((key) => `${browser}_${key} ${root}\\3rdparty\\extensions\\${id}\\policy`),
    );
    expect(places.sort()).toEqual(wanted.sort());
  });

  it('writes each key under its own name, numbers and switches as numbers', () => {
    for (const one of policies) {
      const key = String(one.name).replace(/^\w+?_/, '');
      const type = KEYS.find((info) => info.key === key)?.json.type;
      const fields = (one.elements ?? {}) as Record<string, { valueName: string }>;
      const [kind] = Object.keys(fields);
      if (type === 'boolean') expect(one.valueName).toBe(key);
      else expect(fields[kind ?? '']?.valueName, key).toBe(key);
      if (type === 'integer') expect(kind).toBe('decimal');
    }
  });

  it('names no word that the language file lacks, and no field without its presentation', () => {
    const words = new Set((resources.stringTable.string as { id: string }[]).map(({ id: word }) => word));
    const asked = [...read('offhook.admx').matchAll(/\$\(string\.(\w+)\)/g)].map(([, word]) => word);
    expect(asked.filter((word) => !words.has(word ?? ''))).toEqual([]);
    const shown = (resources.presentationTable.presentation as { id: string }[]).map(({ id: one }) => one);
    const wanted = [...read('offhook.admx').matchAll(/\$\(presentation\.(\w+)\)/g)].map(([, one]) => one);
    expect([...new Set(wanted)].sort()).toEqual(shown.sort());
  });
});

describe('the managed schema', () => {
  type Schema = { readonly [key: string]: unknown; properties?: Record<string, Schema>; items?: Schema };

  /** developer.chrome.com/docs/extensions/reference/manifest/storage: one type each, and nothing Chromium does not know. */
  function expectChromium(schema: Schema, isTop = false): void {
    const { type, description, properties, items, additionalProperties, ...more } = schema;
    expect(Object.keys(more)).toEqual([]);
    expect(['object', 'array', 'string', 'integer', 'boolean']).toContain(type);
    if (isTop) expect(additionalProperties).toBeUndefined();
    if (description !== undefined) expect(typeof description).toBe('string');
    expect(items !== undefined).toBe(type === 'array');
    expect((properties ?? additionalProperties) !== undefined).toBe(type === 'object');
    for (const inner of Object.values(properties ?? {})) expectChromium(inner);
    for (const inner of [items, additionalProperties]) if (inner) expectChromium(inner as Schema);
  }

  it('is one that Chromium takes, of every key there is', () => {
    const schema = managedSchema() as Schema;
    expectChromium(schema, true);
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual([...POLICY_KEYS].sort());
  });

  it('keeps no value from us that we would tell: its types are those that the parser asks for', () => {
    const { properties = {} } = managedSchema() as Schema;
    for (const [key, value] of Object.entries(policy)) {
      const { type } = properties[key] ?? {};
      const found = Array.isArray(value) ? 'array' : typeof value === 'number' ? 'integer' : typeof value;
      expect(type, key).toBe(found);
    }
  });
});

/** As Chromium reads a registry with a schema: numbers are switches where a switch is wanted, texts may be JSON. */
function fromRegistry(keys: RegistryKeys, key: string): Record<string, unknown> {
  const values = Object.entries(keys.get(key) ?? {});
  return Object.fromEntries(
    values.map(([name, value]) => {
      const type = KEYS.find((info) => info.key === name)?.json.type;
      if (type === 'boolean') return [name, value === 1];
      return [name, type === 'array' || type === 'object' ? JSON.parse(String(value)) : value];
    }),
  );
}

function withoutPayload(payload: object = {}): object {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => !key.startsWith('Payload')));
}
