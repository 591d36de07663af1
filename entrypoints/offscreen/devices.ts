/** The devices of the host's document: its own in Chromium; in Firefox those of a page that the agent can see. */
import { browser } from 'wxt/browser';
import { createBorrowedMicrophone, type Lender } from '../../src/host/borrowedMicrophone.ts';
import type { MicrophoneDeps } from '../../src/host/microphone.ts';
import type { RoomLog } from '../../src/log.ts';

/** By how long they stay: the toolbar's popup goes with the next click elsewhere. */
const LENDERS = ['/sidepanel.html', '/welcome.html', '/options.html', '/popup.html'];
const PANEL = { type: 'popup', url: '/sidepanel.html', width: 400, height: 640 } as const;
const LOOK_AGAIN_MS = 50;
/** Who dials does so on a page of ours, and a click on a number opens one: it is on its way, on a busy machine for long. */
const ARRIVING_MS = 6_000;
const OPENING_MS = 5_000;

export function hostDevices(log: RoomLog): MicrophoneDeps['devices'] {
  const own = navigator.mediaDevices;
  if (import.meta.env.BROWSER !== 'firefox') return own;
  return createBorrowedMicrophone({ own, lenders, openLender, audioContext: () => new AudioContext(), log });
}

/** Firefox lets a page that cannot be seen wait for its microphone until it can. */
function lenders(): Lender[] {
  const views = browser.extension.getViews() as unknown as Window[];
  const seen = views.filter(({ document }) => !document.hidden);
  return LENDERS.flatMap((page) => seen.filter(({ location }) => location.pathname === page));
}

async function openLender(mayBeOnItsWay: boolean): Promise<void> {
  if (mayBeOnItsWay && (await arrives(ARRIVING_MS))) return;
  await browser.windows.create(PANEL);
  await arrives(OPENING_MS);
}

async function arrives(withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (lenders().length === 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return lenders().length > 0;
}
