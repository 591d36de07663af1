/** The command line of the packager, checked: a wrong word is told with the value and what to write. Nothing is done here. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { sitePattern } from '../../src/settings/address.ts';

export type PackageOptions = {
  /** Match patterns that the managed packages carry. */
  readonly sites: readonly string[];
  readonly out: string;
  /** The private key of the managed CRX; null: no managed packages. */
  readonly keyFile: string | null;
  /** Folder, ending with a slash, from which the managed packages and their update manifests will be served. */
  readonly updateUrl: string | null;
};

/** Without --site: whatever the policy names later, as long as it is encrypted. */
const ANY_SITE = 'https://*/*';

export const USAGE = `npm run package -- [--key FILE [--site PATTERN]… [--update-url URL]] [--out DIR]

--key FILE        private key of the managed packages; made when there is no such file. Keep it: it is the extension's ID.
--site PATTERN    a site the managed packages may work on, such as https://crm.example/* or https://*.crm.example/*;
                  may be repeated. Without it: every https site, of which the policy turns on some.
--update-url URL  the folder you will serve the managed packages from, such as https://intranet.example/offhook/
--out DIR         where the packages go; out/packages otherwise.`;

/** Throws with a sentence that names what is wrong, and how it is written. */
export function parseOptions(args: readonly string[], root: string): PackageOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      site: { type: 'string', multiple: true },
      out: { type: 'string' },
      key: { type: 'string' },
      'update-url': { type: 'string' },
    },
  });
  const keyFile = values.key === undefined ? null : resolve(values.key);
  if (keyFile?.startsWith(`${root}/`)) {
    throw new Error(
      `--key ${values.key} is inside the checkout. Keep the key outside, where it is never committed.`,
    );
  }
  for (const option of ['site', 'update-url'] as const) {
    if (values[option] !== undefined && !keyFile)
      throw new Error(`--${option} is for the managed packages, and these need --key FILE.`);
  }
  return {
    sites: (values.site ?? [ANY_SITE]).map(expectSite),
    out: resolve(values.out ?? 'out/packages'),
    keyFile,
    updateUrl: values['update-url'] === undefined ? null : expectFolder(values['update-url']),
  };
}

function expectSite(text: string): string {
  if (text === ANY_SITE) return text;
  const site = v.safeParse(sitePattern, text);
  if (site.success) return site.output;
  throw new Error(
    `--site ${text} is no pattern of a site. Write https://crm.example/* or https://*.crm.example/*.`,
  );
}

/** Browsers take updates over http as well, but whoever can change a package on its way can change the telephone. */
function expectFolder(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLoopback = url?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
  if (
    url &&
    (url.protocol === 'https:' || isLoopback) &&
    !url.search &&
    !url.hash &&
    url.pathname.endsWith('/')
  )
    return url.href;
  throw new Error(
    `--update-url ${text} is no folder. Write https://intranet.example/offhook/, with https and a slash at its end.`,
  );
}
