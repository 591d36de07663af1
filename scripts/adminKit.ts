/**
 * Makes an administrator's files from one policy:
 *
 *   node scripts/adminKit.ts                     the example in docs/admin, and public/managed_schema.json
 *   node scripts/adminKit.ts --policy FILE --id ID --update-url URL --out DIR      your own
 *
 * What each file looks like is in scripts/adminKit/; what a policy can say is src/settings.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePolicy } from '../src/settings/parsePolicy.ts';
import { mobileConfig } from './adminKit/apple.ts';
import { firefoxPolicy, googleAdminPolicy, linuxPolicy } from './adminKit/browsers.ts';
import { EXAMPLE, type Installation } from './adminKit/example.ts';
import { settingsGuide } from './adminKit/guide.ts';
import { managedSchema } from './adminKit/schema.ts';
import { adml, admx, registryFile } from './adminKit/windows.ts';

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

/** File name → text, for one installation. */
export function installationFiles(written: Installation): Readonly<Record<string, string>> {
  const installation = { ...written, policy: withKeys(written.policy) };
  return {
    'policy.json': json(written.policy),
    'chrome-policy.json': json(linuxPolicy('chrome', installation)),
    'edge-policy.json': json(linuxPolicy('edge', installation)),
    'windows-chrome.reg': registryFile('chrome', installation),
    'windows-edge.reg': registryFile('edge', installation),
    'offhook.admx': admx(installation),
    'en-US/offhook.adml': adml(),
    'macos.mobileconfig': mobileConfig(installation),
    'google-admin.json': json(googleAdminPolicy(installation)),
    'firefox-policies.json': json(firefoxPolicy(installation)),
  };
}

/** What Chromium drops in silence is missed by its name. */
export function withKeys(policy: Installation['policy']): Installation['policy'] {
  return { ...policy, keys: Object.keys(policy).filter((key) => key !== 'keys') };
}

/** Path → text of everything generated that is in the repository. */
export function repositoryFiles(): Readonly<Record<string, string>> {
  const examples = Object.entries(installationFiles(EXAMPLE)).map(([name, text]) => [
    `docs/admin/${name}`,
    text,
  ]);
  return {
    'public/managed_schema.json': json(managedSchema()),
    'docs/admin/settings.md': settingsGuide(),
    ...Object.fromEntries(examples),
  };
}

function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      policy: { type: 'string' },
      id: { type: 'string' },
      'update-url': { type: 'string' },
      out: { type: 'string' },
    },
  });
  if (Object.keys(values).length === 0) return write('.', repositoryFiles());
  const { policy, id, out, 'update-url': updateUrl } = values;
  if (!policy || !id || !out || !updateUrl)
    return refuse('Give --policy, --id, --update-url and --out, or none of them.');
  if (!/^[a-p]{32}$/.test(id)) return refuse(`--id ${id} is no extension's ID: 32 letters from a to p.`);
  if (!/^https:\/\/\S+\/$/.test(updateUrl))
    return refuse(
      `--update-url ${updateUrl} is no folder: https://downloads.example.com/offhook/, with its slash.`,
    );
  const raw = readJson(policy);
  if (raw === null) return refuse(`--policy ${policy} is no file with JSON in it.`);
  const { problems } = parsePolicy(raw);
  for (const { key, value, fix } of problems) console.error(`${key}: ${value && `"${value}" `}${fix}`);
  if (problems.length > 0) return refuse(`${policy} has ${problems.length} problems; nothing was written.`);
  const own = { ...EXAMPLE, extensionId: id, updateUrl, policy: raw as Installation['policy'] };
  return write(out, installationFiles(own));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function write(folder: string, files: Readonly<Record<string, string>>): number {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(path);
  }
  return 0;
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 1;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
