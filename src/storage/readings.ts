/**
 * What a person said about the numbers of a site: whose country a record is of, and who dials where another dialler is
 * at work too. Asked once, remembered here; on which sites Offhook is on at all is sites.ts.
 */
import * as v from 'valibot';
import { keep } from './keep.ts';

/** `record`: the address of a record without its origin. `dialler` absent: nobody was asked yet. */
export type Reading = {
  readonly origin: string;
  readonly corrections: readonly { readonly record: string; readonly country: string }[];
  readonly dialler?: 'offhook' | 'page';
};

/** Newest last; the oldest go first. A page asks in its user's name: it must not fill the disk. */
const MOST_CORRECTIONS = 500;
const MOST_SITES = 200;

const readings = keep<readonly Reading[]>({
  area: 'local',
  key: 'readings',
  version: 1,
  schema: v.array(
    v.strictObject({
      origin: v.pipe(v.string(), v.regex(/^https?:\/\/[^/?#@*\s]+$/), v.maxLength(300)),
      corrections: v.array(
        v.strictObject({
          record: v.pipe(v.string(), v.startsWith('/'), v.maxLength(300)),
          country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
        }),
      ),
      dialler: v.exactOptional(v.picklist(['offhook', 'page'])),
    }),
  ),
  fallback: [],
});

export interface ReadingStore {
  /** Nothing was said of a site nobody corrected. */
  get(origin: string): Promise<Reading>;
  correct(origin: string, record: string, country: string): Promise<void>;
  chooseDialler(origin: string, dialler: 'offhook' | 'page'): Promise<void>;
}

const of = (known: readonly Reading[], origin: string): Reading =>
  known.find((one) => one.origin === origin) ?? { origin, corrections: [] };

function change(origin: string, changed: (reading: Reading) => Reading): Promise<void> {
  return readings.change((known) => {
    const others = known.filter((one) => one.origin !== origin);
    return [...others, changed(of(known, origin))].slice(-MOST_SITES);
  });
}

export const readingStore: ReadingStore = {
  get: async (origin) => of(await readings.get(), origin),
  correct: (origin, record, country) =>
    change(origin, (reading) => {
      const others = reading.corrections.filter((one) => one.record !== record);
      return { ...reading, corrections: [...others, { record, country }].slice(-MOST_CORRECTIONS) };
    }),
  chooseDialler: (origin, dialler) => change(origin, (reading) => ({ ...reading, dialler })),
};
