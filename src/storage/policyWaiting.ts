/** A change of the organisation's accounts that waits for the phone to be idle. A browser's restart applies it anyway. */
import * as v from 'valibot';
import { type Kept, keep } from './keep.ts';

export const policyWaiting: Kept<boolean> = keep({
  area: 'session',
  key: 'policyWaiting',
  version: 1,
  schema: v.boolean(),
  fallback: false,
});
