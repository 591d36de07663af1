/** The devices there are, kept true while they are looked at. */
import { useEffect, useState } from 'preact/hooks';
import type { SoundDevice, SoundDoors } from './soundDoors.ts';

type Sound = { readonly doors: SoundDoors; readonly devices: readonly SoundDevice[] };

/** null until they are known. */
export function useSound(load: (() => Promise<SoundDoors>) | null): Sound | null {
  const [sound, setSound] = useState<Sound | null>(null);
  useEffect(() => {
    const lifetime = new AbortController();
    const look = async (doors: SoundDoors) => {
      const devices = await doors.listDevices().catch(() => []);
      if (!lifetime.signal.aborted) setSound({ doors, devices });
    };
    void load?.().then((doors) => {
      void look(doors);
      doors.onDevicesChanged(() => void look(doors), lifetime.signal);
    });
    return () => lifetime.abort();
  }, [load]);
  return sound;
}
