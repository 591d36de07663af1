/** From the store's manifest to a managed one: what an organisation gives its own package, the store's has to ask for. */

type Gecko = {
  readonly id: string;
  readonly strict_min_version: string;
  readonly update_url?: string;
};

/** The part of a manifest that is read or changed here. */
export type Manifest = {
  readonly manifest_version: 2 | 3;
  readonly version: string;
  readonly minimum_chrome_version?: string;
  readonly permissions?: readonly string[];
  readonly browser_specific_settings?: {
    readonly gecko: Gecko;
  };
  readonly [key: string]: unknown;
};

export type Managed = {
  readonly sites: readonly string[];
  /** Base64 of the public key (SPKI). */
  readonly key: string;
  /** Where the browser looks for updates: the folder of both update manifests. */
  readonly updateUrl: string | null;
};

/** Where the update manifests lie below `updateUrl`. */
export const CHROME_UPDATES = 'update.xml';
export const FIREFOX_UPDATES = 'updates.json';

/**
 * Chromium and Edge: the hosts, because a policy cannot grant optional ones; the profile's e-mail address, for accounts
 * that a policy writes as ${email}; the key, so that the ID is the same unpacked; where updates are.
 */
export function managedChrome(manifest: Manifest, { sites, key, updateUrl }: Managed): Manifest {
  return {
    ...manifest,
    key,
    permissions: [...(manifest.permissions ?? []), 'identity.email'],
    host_permissions: [...sites],
    ...(updateUrl !== null && { update_url: updateUrl + CHROME_UPDATES }),
  };
}

/** Firefox, as Manifest V2, has hosts among the permissions, no ports in them, and no e-mail address to tell. */
export function managedFirefox(manifest: Manifest, { sites, updateUrl }: Managed): Manifest {
  const hosts = sites.map((site) => site.replace(/:\d+(?=\/\*$)/, ''));
  const gecko = manifest.browser_specific_settings?.gecko;
  return {
    ...manifest,
    permissions: [...(manifest.permissions ?? []), ...new Set(hosts)],
    ...(updateUrl !== null &&
      gecko && {
        browser_specific_settings: { gecko: { ...gecko, update_url: updateUrl + FIREFOX_UPDATES } },
      }),
  };
}
