/** What the clock shows where the phone would ring. */
import { useEffect, useState } from 'preact/hooks';
import type { E164 } from '../numbers/e164.ts';
import { screenLanguage } from './countryWords.ts';
import type { ScreenModel } from './screenModel.ts';
import { useNow } from './time.ts';
import { say } from './words.ts';

type Props = { readonly model: Pick<ScreenModel, 'timeZonesOf'>; readonly e164: E164 };

export function LocalTime({ model, e164 }: Props) {
  const [zones, setZones] = useState<readonly string[]>([]);
  const now = useNow(zones.length > 0);
  useEffect(() => {
    let isCurrent = true;
    setZones([]);
    void model.timeZonesOf(e164).then((found) => {
      if (isCurrent) setZones(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [model, e164]);
  const times = localTimes(zones, now);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return null;
  return <p class="hint">{first === last ? say('local_time', first) : say('local_times', first, last)}</p>;
}

/** The times of day that it may be there, earliest first, each once. `now`: epoch ms. */
export function localTimes(zones: readonly string[], now: number): readonly string[] {
  // Sweden writes dates so that they sort as text.
  const dateIn = (timeZone: string) => new Date(now).toLocaleString('sv', { timeZone });
  const ordered = zones.toSorted((one, other) => (dateIn(one) < dateIn(other) ? -1 : 1));
  const language = screenLanguage();
  const form: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const texts = ordered.map((timeZone) =>
    new Intl.DateTimeFormat(language, { ...form, timeZone }).format(now),
  );
  return [...new Set(texts)];
}
