/** An update of the extension that waits for the phone to be idle. A browser's restart installs it and forgets this. */
import * as v from 'valibot';
import { type Kept, keep } from './keep.ts';

export const updateWaiting: Kept<boolean> = keep({
  area: 'session',
  key: 'updateWaiting',
  version: 1,
  schema: v.boolean(),
  fallback: false,
});
