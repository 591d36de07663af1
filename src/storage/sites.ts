/** On which sites Offhook is turned on, in which country their numbers are read, and whether a click dials. Off is the default. */
import * as v from 'valibot';
import { keep } from './keep.ts';

/** `origin` as the browser writes it: "https://crm.example". `country`: ISO 3166-1 alpha-2, or 001. */
export type StoredSite = {
  readonly origin: string;
  readonly enabled: boolean;
  readonly country?: string;
  /** A click dials, after a moment in which it can be cancelled. */
  readonly oneClick?: boolean;
};

const sites = keep<readonly StoredSite[]>({
  area: 'local',
  key: 'sites',
  version: 1,
  schema: v.array(
    v.strictObject({
      origin: v.pipe(v.string(), v.regex(/^https?:\/\/[^/?#@*\s]+$/), v.maxLength(300)),
      enabled: v.boolean(),
      country: v.exactOptional(v.pipe(v.string(), v.regex(/^(?:[A-Z]{2}|001)$/))),
      oneClick: v.exactOptional(v.boolean()),
    }),
  ),
  fallback: [],
});

export interface SiteStore {
  all(): Promise<readonly StoredSite[]>;
  /** A site nobody has spoken of is off. */
  get(origin: string): Promise<StoredSite>;
  set(site: StoredSite): Promise<void>;
}

export const siteStore: SiteStore = {
  all: () => sites.get(),
  get: async (origin) =>
    (await sites.get()).find((site) => site.origin === origin) ?? { origin, enabled: false },
  set: (site) => sites.change((known) => [...known.filter(({ origin }) => origin !== site.origin), site]),
};
