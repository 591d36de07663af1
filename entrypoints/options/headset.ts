/** The browser's question which headset's buttons the phone may hear. Who hears them is the host. */
import { askSwitchboard } from '../../src/messages/send.ts';

/** WebHID, as far as it is used here; TypeScript's library does not know it. */
type Hid = {
  requestDevice(options: {
    readonly filters: readonly { readonly usagePage: number }[];
  }): Promise<readonly { readonly productName: string }[]>;
};

const TELEPHONY = 0x0b; // HID Usage Tables 1.5, §14: hook switch, mute, ring

/** Its name; null: none was chosen. */
export async function connectHeadset(): Promise<string | null> {
  const { hid } = navigator as unknown as { readonly hid: Hid };
  const [device] = await hid.requestDevice({ filters: [{ usagePage: TELEPHONY }] });
  if (!device) return null;
  // The host looks at its devices again: nothing tells it of a permission that was given in another document.
  await askSwitchboard<'command'>({ type: 'command', command: { type: 'checkMicrophone' } });
  return device.productName;
}
