// Which line carries a call. Pure: lines and routes in, accounts in the order in which they are asked out. Whether a
// line is ready when its turn comes is dialling.ts.
import type { AccountId, PhoneLine } from '../call/state.ts';
import type { E164 } from '../numbers/e164.ts';
import { beginsWith } from '../rules/prefix.ts';
import type { Route } from '../settings/settings.ts';

export type Wanted = {
  readonly e164: E164 | null;
  /** Origin of the page on which the number was clicked. */
  readonly site?: string;
};

/**
 * The accounts whose routes fit this call, the most particular first (the longest prefix, then the site), then the
 * others in their order. `lines`: in order of preference.
 */
export function linesFor(
  lines: readonly PhoneLine[],
  routes: readonly Route[],
  wanted: Wanted,
): readonly AccountId[] {
  const fitting = routes
    .filter((route) => fits(route, wanted))
    .toSorted((one, other) => weightOf(other) - weightOf(one));
  const routed = fitting.flatMap(({ account }) => namedBy(lines, account));
  return [...new Set([...routed, ...lines].map(({ accountId }) => accountId))];
}

function fits({ prefix, site }: Route, wanted: Wanted): boolean {
  if (prefix === undefined && site === undefined) return false;
  if (site !== undefined && site !== wanted.site) return false;
  return prefix === undefined || (wanted.e164 !== null && beginsWith(wanted.e164, prefix));
}

/** No prefix is longer than fifteen digits; a site decides between two that are equally long. */
function weightOf({ prefix = '', site }: Route): number {
  return prefix.replace(/\D/g, '').replace(/^00/, '').length * 2 + Number(site !== undefined);
}

/** An agent may call an account of their own as an organisation calls one: theirs is meant then, and only theirs. */
function namedBy(lines: readonly PhoneLine[], account: string): readonly PhoneLine[] {
  const named = lines.filter((line) => isNamed(line, account));
  const managed = named.filter(({ accountId }) => accountId.startsWith('policy:'));
  return managed.length > 0 ? managed : named;
}

/** An administrator writes a label, a program an id. */
function isNamed({ accountId, label }: PhoneLine, account: string): boolean {
  return accountId === account || label === account || accountId === `policy:${account}`;
}
