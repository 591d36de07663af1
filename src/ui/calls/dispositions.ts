/** How a call can have gone: the list of the settings, or the one that comes with Offhook. */
import type { Settings } from '../../settings/settings.ts';
import { say, type WordKey } from '../words.ts';

const BUILT_IN: readonly WordKey[] = [
  'disposition_reached',
  'disposition_message',
  'disposition_call_back',
  'disposition_wrong_number',
  'disposition_not_interested',
];

/** `kept`: what is written already is in the list, also when the list has changed since. */
export function dispositionsOf(
  settings: Pick<Settings, 'dispositions'> | undefined,
  kept = '',
): readonly string[] {
  const own = settings?.dispositions ?? [];
  const list = own.length > 0 ? own : BUILT_IN.map((word) => say(word));
  return kept === '' || list.includes(kept) ? list : [...list, kept];
}
