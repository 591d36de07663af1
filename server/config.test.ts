/** The environment: what is taken, what is refused and in which words; and that the documents say the same. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Environment, parseConfig } from './config.ts';
import { ENVIRONMENT } from './routes/rig.ts';
import { SETTINGS, type Setting } from './settings.ts';

const parse = (changes: Environment) => parseConfig({ ...ENVIRONMENT, ...changes });
const problemsOf = (changes: Environment) => {
  const result = parse(changes);
  return result.ok ? [] : result.problems;
};
const settings = Object.entries<Setting<unknown>>(SETTINGS);

describe('the configuration', () => {
  it('needs five values and has a default for everything else', () => {
    const result = parse({});
    if (!result.ok) throw new Error(result.problems.join('\n'));
    expect(result.config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      tokenTtlSeconds: 900,
      oidc: null,
      database: { file: 'offhook.sqlite' },
      caps: { agent: { concurrent: 2 }, callTimeLimitSeconds: 7200, rateMicrosPerMinute: 500_000 },
    });
  });

  it('names everything that is missing at once, each with its fix', () => {
    const result = parseConfig({});
    expect(result.ok ? [] : result.problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PUBLIC_URL',
      'PLIVO_AUTH_ID',
      'PLIVO_AUTH_TOKEN',
      'PLIVO_APP_ID',
      'PLIVO_NUMBER',
    ]);
    expect(problemsOf({ PLIVO_NUMBER: '' })).toEqual([
      'PLIVO_NUMBER is missing: it must be the rented number with its country code, digits only, as its country writes it abroad today.',
    ]);
  });

  it.each([
    ['PUBLIC_URL', 'http://calls.example.com'],
    ['PUBLIC_URL', 'calls.example.com'],
    ['PUBLIC_URL', 'https://calls.example.com/?x=1'],
    ['PUBLIC_URL', 'https://user@calls.example.com'],
    ['PUBLIC_URL', 'https://:pw@calls.example.com'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PLIVO_AUTH_ID', 'MA/../x'],
    ['PLIVO_NUMBER', '+14155550100'],
    ['PLIVO_NUMBER', '0123456'],
    ['PLIVO_API_URL', 'http://api.plivo.com'],
    ['PLIVO_NUMBER', '5215555550100'],
    ['PLIVO_SIP_SERVERS', 'https://phone.plivo.com'],
    ['PLIVO_SIP_SERVERS', 'ws://phone.example.com/signalling'],
    ['TOKEN_TTL_SECONDS', '299'],
    ['TOKEN_TTL_SECONDS', '1801'],
    ['TOKEN_TTL_SECONDS', '-900'],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'http://crm.example.com'],
    ['ALLOWED_ORIGINS', 'chrome-extension://abc/page.html'],
    ['ALLOWED_ORIGINS', 'https://*.example.com'],
    ['MAX_CONCURRENT_PER_AGENT', '0'],
    ['MAX_SPEND_PER_DAY_PER_AGENT', 'NaN'],
    ['MAX_RATE_PER_MINUTE', '0'],
    ['DENY_PREFIXES', '+1900;+979'],
    ['DENY_PREFIXES', '00'],
    ['DENY_PREFIXES', '0900'],
    ['ALLOW_PREFIXES', ','],
    ['ALLOW_TIERS', 'premium, cheap'],
    ['CALLING_HOURS', 'always'],
    ['CALLING_HOURS', 'Mon 20:00-08:00'],
    ['CALLING_TIME_ZONE', 'Mars/Olympus'],
    ['RING_STRATEGY', 'random'],
    ['LOG_LEVEL', 'loud'],
    ['TRUSTED_PROXIES', 'yes'],
  ])('%s may not be "%s", and says so', (name, value) => {
    const [problem] = problemsOf({ [name]: value });
    expect(problem).toContain(`${name} is "${value}": it must be `);
  });

  it.each([
    ['PLIVO_AUTH_TOKEN', 'short-canary'],
    ['DATABASE_URL', 'mysql://user:canary@host/db'],
  ])('%s is never repeated', (name, value) => {
    const [problem] = problemsOf({ [name]: value });
    expect(problem).toMatch(new RegExp(`^${name} is not what it should be: it must be `));
    expect(problem).not.toContain('canary');
  });

  it('takes an identity provider whole or not at all', () => {
    expect(problemsOf({ OIDC_ISSUER: 'https://id.example.com/' })[0]).toContain('belong together');
    const whole = { OIDC_ISSUER: 'https://id.example.com/', OIDC_AUDIENCE: 'offhook', OIDC_CLIENT_ID: 'ext' };
    const result = parse(whole);
    // To the letter: some issuers end in a slash, and their tokens say so.
    expect(result.ok && result.config.oidc?.issuer).toBe('https://id.example.com/');
  });

  it('reads lists with blanks and commas as people write them', () => {
    const result = parse({
      INBOUND_AGENTS: ' Ada Lovelace , bob,, ',
      PUBLIC_URL: 'https://calls.example.com/phone/',
    });
    expect(result.ok && result.config.inbound.agents).toEqual(['Ada Lovelace', 'bob']);
    expect(result.ok && result.config.publicUrl).toBe('https://calls.example.com/phone');
  });
});

describe('the documents', () => {
  it('explain each variable with its default in docs/server.md', () => {
    const rows = readFileSync('docs/server.md', 'utf8').matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\| .+ \|$/gm);
    const told = Object.fromEntries([...rows].map(([, name, value]) => [name, value]));
    const written = ({ unset }: Setting<unknown>) =>
      unset === undefined ? 'required' : unset ? `\`${unset}\`` : '–';
    expect(told).toEqual(Object.fromEntries(settings.map(([name, setting]) => [name, written(setting)])));
  });

  it('give each variable with its default and a sentence in .env.example', () => {
    const lines = readFileSync('server/.env.example', 'utf8').split('\n');
    const given = lines.filter((line) => /^[A-Z_]+=/.test(line));
    expect(given.toSorted()).toEqual(
      settings.map(([name, { unset }]) => `${name}=${unset ?? ''}`).toSorted(),
    );
  });
});
