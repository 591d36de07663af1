/**
 * The organisation's accounts: a policy's entries with their variables filled in, checked as if somebody had typed them.
 * A variable without a value, or an account that is no good, opens nothing and is told. When they are opened and closed
 * is accountDesk.ts.
 */
import type { Openable } from '../accounts/credentials.ts';
import { checkServerAccount } from '../accounts/serverAccount.ts';
import { checkSipAccount, sipCredentials } from '../accounts/sip.ts';
import { checkSiperbAccount } from '../accounts/siperb.ts';
import type { AccountId } from '../call/state.ts';
import type { PolicyAccount, PolicyProblem, PolicyValues } from '../settings/policy.ts';
import { type KnownAccount, MANAGED_PREFIX, storedOf } from './remembered.ts';

export type PolicyAccounts = {
  readonly accounts: readonly KnownAccount[];
  readonly problems: readonly PolicyProblem[];
};

/** Values of variables, by name. */
export type Variables = Readonly<Record<string, string>>;

/** Names of policy accounts that wait for a person: those that cannot be opened before somebody has signed in. */
export function waitingAccounts(accounts: readonly KnownAccount[]): readonly string[] {
  return accounts.filter(({ managed, openable }) => managed && !openable).map(({ label }) => label);
}

/** `email`: the browser profile's address, empty where the browser does not tell. */
export function policyAccounts(values: PolicyValues, email: string): PolicyAccounts {
  const variables = { ...profileVariables(email), ...values.agent };
  const read = (values.accounts ?? []).map((entry, index) =>
    accountOf(entry, `accounts[${index}]`, variables),
  );
  return {
    accounts: read.flatMap((one) => ('problems' in one ? [] : [one])),
    problems: read.flatMap((one) => ('problems' in one ? one.problems : [])),
  };
}

function profileVariables(email: string): Variables {
  const [emailName, emailDomain, ...more] = email.split('@');
  return emailName && emailDomain && more.length === 0 ? { email, emailName, emailDomain } : {};
}

type Unusable = { readonly problems: readonly PolicyProblem[] };

function accountOf(entry: PolicyAccount, key: string, variables: Variables): KnownAccount | Unusable {
  const unknown = new Set<string>();
  const { name, kind, ...fields } = entry;
  const filled = { kind, ...(filledIn(fields, variables, unknown) as object) } as PolicyAccount;
  if (unknown.size > 0) return { problems: [...unknown].map((variable) => withoutValue(key, variable)) };
  const checked = checkedOf(filled);
  if ('problems' in checked)
    return {
      problems: checked.problems.map(({ field, fix }) => ({ key: `${key}.${field}`, value: '', fix })),
    };
  const { openable } = checked;
  const shape = openable ? storedOf(openable, false) : checked.shape;
  if (!shape) return { problems: [] };
  return { id: policyAccountId(name), label: name, managed: true, remembered: false, shape, openable };
}

type Checked =
  | { readonly openable: Openable; readonly shape?: never }
  /** An account to which somebody has to sign in. */
  | { readonly openable: null; readonly shape: KnownAccount['shape'] }
  | { readonly problems: readonly { readonly field: string; readonly fix: string }[] };

function checkedOf(entry: PolicyAccount): Checked {
  switch (entry.kind) {
    case 'sip': {
      const check = checkSipAccount(entry);
      return check.ok ? { openable: sipCredentials(check.account) } : check;
    }
    case 'siperb': {
      const check = checkSiperbAccount(entry);
      return check.ok ? { openable: check.account } : check;
    }
    case 'plivo':
    case 'gateway': {
      const { kind, server, signIn } = entry;
      if (signIn === 'organisation') return { openable: null, shape: { kind, server, by: signIn } };
      const check = checkServerAccount(kind, entry);
      return check.ok ? { openable: check.account } : check;
    }
  }
}

/** Addresses hold no variables: they decide where a secret goes. */
const ADDRESSES: readonly string[] = ['servers', 'server', 'api', 'urls'];
const VARIABLE = /\$\{([^}]*)\}/g;

/** Every text with its variables filled in, at any depth. Values are not looked through for more variables. */
function filledIn(value: unknown, variables: Variables, unknown: Set<string>): unknown {
  if (typeof value === 'string')
    return value.replace(VARIABLE, (whole, name: string) => {
      const found = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (found === undefined || found === '') unknown.add(whole);
      return found ?? whole;
    });
  if (Array.isArray(value)) return value.map((entry) => filledIn(entry, variables, unknown));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    ADDRESSES.includes(key) ? inner : filledIn(inner, variables, unknown),
  ]);
  return Object.fromEntries(entries);
}

function withoutValue(key: string, variable: string): PolicyProblem {
  const name = variable.slice(2, -1);
  // What cannot be a name may be a piece of a password that looks like one.
  if (!/^[a-z]\w{0,39}$/i.test(name))
    return { key, value: '', fix: 'Name variables with letters and digits, and give each a value in agent.' };
  const fix = /^email(Name|Domain)?$/.test(name)
    ? `The browser does not tell the profile's address. Sign the browser in, or give "${name}" in agent.`
    : `Give "${name}" a value in agent.`;
  return { key, value: variable, fix };
}

const LONGEST_ID = 80;

/** The same name always makes the same id, and two names never the same one. */
export function policyAccountId(name: string): AccountId {
  const plain = [...name]
    .map((char) => (/[\w-]/.test(char) ? char : `.${char.codePointAt(0)?.toString(16)}.`))
    .join('');
  const id = MANAGED_PREFIX + plain;
  if (id.length <= LONGEST_ID) return id as AccountId;
  const mark = `.${fingerprint(name)}`;
  return (id.slice(0, LONGEST_ID - mark.length) + mark) as AccountId;
}

/** FNV-1a, twice over with different beginnings: 16 hex digits, to tell long names apart that begin alike. */
function fingerprint(text: string): string {
  const half = (seed: number) =>
    [...text]
      .reduce((hash, char) => Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0, seed)
      .toString(16)
      .padStart(8, '0');
  return half(0x811c9dc5) + half(0x9747b28c);
}
