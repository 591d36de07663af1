/** docs/gateway.md against the gateway; the guides in docs/providers: each has the five values, an entry that is good as it stands, and says whether it was run. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseProviders } from './config/parseProviders.ts';
import { SETTINGS } from './config/parseSettings.ts';
import { describeProblem } from './config/problem.ts';

const FOLDER = 'docs/providers';
const guides = readdirSync(FOLDER).filter((file) => file.endsWith('.md'));
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

/** What a guide's example is read with: a password for every name in it. */
const environmentOf = (text: string) =>
  Object.fromEntries([...text.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name]) => [name, 'staple-of-the-tests']));

function exampleOf(file: string) {
  const text = /```yaml\n([\s\S]*?)```/.exec(read(file))?.[1] ?? '';
  const parsed = parseProviders(text, { file, environment: environmentOf(text) });
  return parsed.ok ? { providers: parsed.value, problems: [] } : { providers: [], problems: parsed.problems };
}

describe('docs/gateway.md', () => {
  const text = readFileSync('docs/gateway.md', 'utf8');

  it('explains each setting with its default', () => {
    const rows = [...text.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\| .+ \|$/gm)];
    const told = Object.fromEntries(rows.map(([, name, value]) => [name, value]));
    const written = (unset: string | null) => (unset === null ? 'required' : unset ? `\`${unset}\`` : '–');
    expect(told).toEqual(
      Object.fromEntries(Object.entries(SETTINGS).map(([name, { unset }]) => [name, written(unset)])),
    );
  });

  it('names only commands that there are, and all of them', async () => {
    const listing = execFileSync(process.execPath, ['gateway/command.ts'], { encoding: 'utf8' });
    const there = [...listing.matchAll(/^npm run gateway -- (\w+)/gm)].map(([, name]) => name);
    const named = [...text.matchAll(/npm run gateway -- (\w+)/g)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(there.filter((name) => name !== 'render').sort());
  });
});

describe('the guides', () => {
  it('are there for everybody of the list', () => {
    const vendors = [
      'twilio',
      'telnyx',
      'vonage',
      'plivo',
      'ringcentral',
      '8x8',
      'asterisk',
      'freeswitch',
      '3cx',
    ];
    const others = ['cisco', 'avaya', 'mitel', 'elevenlabs', 'deepgram', 'own-server'];
    expect(guides).toEqual([...vendors, ...others].map((name) => `${name}.md`).sort());
  });

  it.each(guides)('%s has an entry that is good as it stands', (file) => {
    const { providers, problems } = exampleOf(file);
    expect(problems.map(describeProblem)).toEqual([]);
    expect(providers).toHaveLength(1);
  });

  it.each(guides)('%s explains the five values, in their order', (file) => {
    const rows = [...read(file).matchAll(/^\| (\w+) +\| (.+?) +\|$/gm)].map(([, name]) => name);
    expect(rows).toEqual(['value', 'host', 'port', 'username', 'password', 'domain']);
  });

  it.each(guides)('%s says whether it was run here, and how to check it', (file) => {
    const text = read(file);
    const [provider] = exampleOf(file).providers;
    expect(text).toMatch(/^\*\*(Not run here|Run here)\.\*\* /m);
    expect(text).toContain(`\`npm run gateway -- check ${provider?.name}\``);
  });

  it('say of one thing only that it was run: what the tests run', () => {
    expect(guides.filter((file) => read(file).includes('**Run here.**'))).toEqual(['own-server.md']);
  });

  it('hold no password, and only numbers of fiction', () => {
    for (const file of guides) {
      const [provider] = exampleOf(file).providers;
      expect(read(file)).not.toMatch(/^ *password: (?!\$\{)/m);
      for (const number of provider?.callerIds ?? [])
        expect(number).toMatch(/^\+(1\d{3}55501\d\d|4420794601?0\d\d|442079460\d{3})$/);
    }
  });
});
