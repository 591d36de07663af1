/** What the microphone hears, as a bar that moves: the proof that it is the right one, and on. */
import { useEffect, useState } from 'preact/hooks';
import { say } from '../words.ts';
import type { SoundDoors } from './soundDoors.ts';

type Props = { readonly doors: Pick<SoundDoors, 'openMeter'>; readonly deviceId: string };

/** For who hears the screen: the level in steps, not in waves. */
const STEPS = 10;

export function LevelMeter({ doors, deviceId }: Props) {
  const [level, setLevel] = useState(0);
  const [isDeaf, setDeaf] = useState(false);
  useEffect(() => {
    const lifetime = new AbortController();
    doors.openMeter(deviceId, setLevel, lifetime.signal).catch(() => setDeaf(!lifetime.signal.aborted));
    return () => lifetime.abort();
  }, [doors, deviceId]);
  if (isDeaf) return <p class="hint wrong">{say('meter_deaf')}</p>;
  const shown = Math.round(level * STEPS) / STEPS;
  return (
    <div class="meterRow">
      <span class="hint">{say('meter_label')}</span>
      <meter class="meter" min={0} max={1} value={shown} aria-label={say('meter_label')} />
    </div>
  );
}
