/** What the options page needs of the browser beyond its own settings: each door is handed over by the entrypoint. */
import type { SoundDoors } from '../sound/soundDoors.ts';

/** `does`: empty for the key that the browser itself gives to opening an extension. */
export type Shortcut = { readonly name: string; readonly does: string; readonly keys: string };

export type Machine = {
  readonly loadSound: () => Promise<SoundDoors>;
  /** The commands that the browser gives keys to. */
  readonly listShortcuts: () => Promise<readonly Shortcut[]>;
  /**
   * Makes the browser ask which headset's buttons are heard: its name, or null if none was chosen. Called inside the
   * click. Absent: this browser has no WebHID.
   */
  readonly connectHeadset?: () => Promise<string | null>;
  /** Makes the browser ask whether tel: links open here; throws where an extension may not have them. */
  readonly takeTelLinks: () => void;
};
