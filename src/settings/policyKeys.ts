/** What only a policy can say, declared once like the settings: the shape, the default, the administrator's line. */
import * as v from 'valibot';
import { blockedPattern, isSecureSite, sitePattern } from './address.ts';
import { MOST_HASHES } from './doNotCall.ts';
import type { Told } from './guide.ts';
import type { HashedList, PolicyOnly, PolicySite } from './policy.ts';
import { ACCOUNT_FIXES, ACCOUNT_JSON, policyAccount } from './policyAccount.ts';
import type { Declaration, Declared } from './settings.ts';
import { country, line } from './shapes.ts';

const site: v.GenericSchema<unknown, PolicySite> = v.pipe(
  v.object({
    pattern: sitePattern,
    country: v.exactOptional(country),
    oneClick: v.exactOptional(v.boolean()),
  }),
  v.forward(
    // What a network can change must not make a call by itself.
    v.check(({ pattern, oneClick }) => !oneClick || isSecureSite(pattern)),
    ['oneClick'],
  ),
);

/** Values of the agent's that accounts name: `${sipUser}`. */
const agent = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^[a-z]\w{0,63}$/i)), line(512, 0)),
  v.check((map) => Object.keys(map).length <= 100),
);

const hash = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[\da-f]{16}$/));
/** ASCII, so that everybody hashes the same bytes. */
const salt = v.pipe(v.string(), v.regex(/^[!-~]{1,64}$/));
/** What is no hash among many protects nobody and costs nobody: parsePolicy.ts counts and tells it. */
const doNotCall: v.GenericSchema<unknown, HashedList> = v.object({
  salt,
  hashes: v.pipe(
    v.array(v.unknown()),
    v.maxLength(MOST_HASHES),
    v.transform((all) =>
      all.flatMap((one) => {
        const parsed = v.safeParse(hash, one);
        return parsed.success ? [parsed.output] : [];
      }),
    ),
  ),
});

type PolicyDeclarations = { readonly [Key in keyof PolicyOnly]: Declaration<PolicyOnly[Key]> & Told };

export const POLICY_ONLY: PolicyDeclarations = {
  accounts: {
    entry: policyAccount,
    fallback: [],
    json: { type: 'array', items: ACCOUNT_JSON },
    says: `Accounts that agents are signed in to. kind is sip, plivo, gateway or siperb; texts may hold variables such as \${email}, \${emailName}, \${emailDomain} and those of agent.`,
    fix: 'Write an account as the guide shows: { "name": "…", "kind": "sip", … }.',
  },
  agent: {
    schema: agent,
    fallback: {},
    json: { type: 'object', additionalProperties: { type: 'string' } },
    says: `Values of this agent that accounts name as variables: { "sipUser": "201" } for \${sipUser}.`,
    fix: 'Write a map of names to texts: { "sipUser": "201" }.',
  } satisfies Declared<PolicyOnly['agent']> & Told,
  sites: {
    entry: site,
    fallback: [],
    json: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pattern: { type: 'string' },
          country: { type: 'string' },
          oneClick: { type: 'boolean' },
        },
      },
    },
    says: 'Sites on which Offhook is on: { "pattern": "https://crm.example/*", "country": "GB", "oneClick": false }. A star may stand for names in front of the host.',
    fix: 'Write a pattern such as https://crm.example/* or https://*.crm.example/*, a country as two letters, and oneClick as true (https only) or false.',
  },
  blockedSites: {
    entry: blockedPattern,
    fallback: [],
    json: { type: 'array', items: { type: 'string' } },
    says: 'Match patterns of sites on which Offhook stays off, whoever turns it on: "*://*.example.com/*".',
    fix: 'Write a pattern such as https://intranet.example/* or *://*.example.com/*.',
  },
  ownSites: {
    schema: v.boolean(),
    fallback: true,
    json: { type: 'boolean' },
    says: 'Whether agents may turn Offhook on for sites of their own choice.',
    fix: 'Write true or false. Until then agents may turn on no site of their own.',
  },
  ownAccounts: {
    schema: v.boolean(),
    fallback: true,
    json: { type: 'boolean' },
    says: 'Whether agents may sign in to accounts of their own choice.',
    fix: 'Write true or false. Until then agents may sign in to no account of their own.',
  },
  doNotCall: {
    schema: doNotCall,
    fallback: { salt: '', hashes: [] },
    json: {
      type: 'object',
      properties: { salt: { type: 'string' }, hashes: { type: 'array', items: { type: 'string' } } },
    },
    says: 'Numbers that may not be called: a salt, and of each number the first 16 hexadecimal digits of SHA-256(salt + number as +442079460018).',
    fix: 'Write { "salt": "…", "hashes": ["…"] }, each hash 16 hexadecimal digits.',
  } satisfies Declared<HashedList> & Told,
  keys: {
    entry: line(60),
    fallback: [],
    json: { type: 'array', items: { type: 'string' } },
    says: 'The names of all keys that this policy sets. Chrome drops a value of the wrong type in silence; a key that is named here and does not arrive is told, and loosens nothing.',
    fix: 'List the names of the keys that the policy sets: ["country", "sites"].',
  },
};

/** The fix of a field within an entry, where there is one. */
export const FIELD_FIXES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accounts: ACCOUNT_FIXES,
  sites: {
    pattern: 'Write a pattern such as https://crm.example/* or https://*.crm.example/*.',
    country: 'Write a country as two letters (ISO 3166-1): GB.',
    oneClick: 'Write true or false. One click needs a site with https.',
  },
};
