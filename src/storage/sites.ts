/** On which sites Offhook is turned on, and in which country their numbers are read. Off is the default. */
import * as v from 'valibot';
import type { SiteView } from '../messages/protocol.ts';
import { keep } from './keep.ts';

const sites = keep<readonly SiteView[]>({
  area: 'local',
  key: 'sites',
  version: 1,
  schema: v.array(
    v.strictObject({
      origin: v.pipe(v.string(), v.regex(/^https?:\/\/[^/?#@\s]+$/), v.maxLength(300)),
      enabled: v.boolean(),
      country: v.exactOptional(v.pipe(v.string(), v.regex(/^(?:[A-Z]{2}|001)$/))),
    }),
  ),
  fallback: [],
});

export interface SiteStore {
  all(): Promise<readonly SiteView[]>;
  /** A site nobody has spoken of is off. */
  get(origin: string): Promise<SiteView>;
  set(site: SiteView): Promise<void>;
}

// One write after the other: each one rewrites the whole list.
let lastWrite: Promise<unknown> = Promise.resolve();

export const siteStore: SiteStore = {
  all: () => sites.get(),
  get: async (origin) =>
    (await sites.get()).find((site) => site.origin === origin) ?? { origin, enabled: false },
  set: (site) => {
    const write = lastWrite.then(async () => {
      const others = (await sites.get()).filter(({ origin }) => origin !== site.origin);
      await sites.set([...others, site]);
    });
    lastWrite = write.catch(() => undefined);
    return write;
  },
};
