/**
 * Where the phone is within reach although no page of ours is open: notifications, shortcuts, the context menu, the address
 * bar. Wiring only; what each means is in callNotices.ts, keys.ts and textCalls.ts.
 */

import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { Command } from '../call/command.ts';
import type { PhoneState } from '../call/state.ts';
import { log } from '../log.ts';
import { isWebOrigin } from '../messages/origin.ts';
import { formatNumber } from '../numbers/format.ts';
import { attempt } from './attempt.ts';
import { notifications, openPanel, openPhone } from './browserDoors.ts';
import { createCallNotices, isCallNotice, pressed } from './callNotices.ts';
import type { HostDoor } from './hostDoor.ts';
import { commandOf, isKey } from './keys.ts';
import type { TextCalls } from './textCalls.ts';

export type SurfacesDeps = {
  readonly door: Pick<HostDoor, 'ask'>;
  readonly stateIfThere: () => Promise<PhoneState | null>;
  readonly textCalls: TextCalls;
  readonly notificationsWanted: () => Promise<boolean>;
};

export interface Surfaces {
  /** A snapshot: notifications follow it. */
  follow(state: Pick<PhoneState, 'calls'>): Promise<void>;
}

const SELECTION = 'call-selection';
const LINK = 'call-link';
const MENUS = [
  { id: SELECTION, title: 'menu_call_selection', contexts: ['selection'] },
  {
    id: LINK,
    title: 'menu_call_link',
    contexts: ['link'],
    targetUrlPatterns: ['tel:*', 'callto:*', 'sip:*'],
  },
] as const;

/** Registers every listener in this turn. */
export function openSurfaces({ door, stateIfThere, textCalls, notificationsWanted }: SurfacesDeps): Surfaces {
  const notices = createCallNotices(notifications, notificationsWanted);

  async function send(choose: (state: PhoneState) => Command | null, otherwise: () => Promise<void>) {
    const state = await stateIfThere();
    const command = state && choose(state);
    if (!command) return otherwise();
    const reply = await door.ask({ type: 'command', command });
    if (!reply.ok) await otherwise();
  }

  async function raise(text: string, origin?: string): Promise<void> {
    const reply = await textCalls.raise(text, origin);
    if (!reply.ok && reply.failure.code === 'number-invalid') {
      await notifications.show('text', {
        title: i18n.t('appName'),
        message: i18n.t('menu_no_number'),
        buttons: [],
      });
    }
  }

  browser.notifications.onButtonClicked?.addListener((id, button) => {
    attempt('a notification could not be obeyed', () =>
      send((state) => pressed(state, id, button), openPhone),
    );
  });
  browser.notifications.onClicked.addListener((id) => {
    if (isCallNotice(id)) attempt('the phone could not be opened', openPhone);
  });
  browser.commands.onCommand.addListener((name) => {
    if (!isKey(name)) return;
    attempt('a shortcut could not be obeyed', () =>
      send(
        (state) => commandOf(name, state),
        async () => undefined,
      ),
    );
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText, linkUrl, pageUrl }, tab) => {
    const text = menuItemId === LINK ? linkUrl : selectionText;
    if (text === undefined) return;
    // Before anything is awaited: the panel opens within the click's gesture.
    const opening = tab?.id === undefined || tab.id < 0 ? openPhone() : openPanel(tab.id);
    opening.catch((error: unknown) => log.warn('switchboard', 'the panel could not be opened', error));
    attempt('a text could not be raised', () => raise(text, originOf(pageUrl)));
  });
  browser.omnibox.onInputChanged.addListener((text) => {
    attempt('the address bar could not be answered', async () => {
      const number = text.trim() ? await textCalls.read(text) : null;
      const description = number
        ? i18n.t('omnibox_call', [formatNumber(number.e164)])
        : i18n.t('omnibox_hint');
      browser.omnibox.setDefaultSuggestion({ description });
    });
  });
  browser.omnibox.onInputEntered.addListener((text) => {
    openPhone().catch((error: unknown) => log.warn('switchboard', 'the panel could not be opened', error));
    attempt('a text could not be raised', () => raise(text));
  });
  // Menus outlive the worker; at an update and at a start they are made anew.
  const makeMenus = () => attempt('the menu could not be made', registerMenus);
  browser.runtime.onInstalled.addListener(makeMenus);
  browser.runtime.onStartup.addListener(makeMenus);

  return { follow: notices.follow };
}

async function registerMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { title, contexts, ...menu } of MENUS) {
    const patterns = 'targetUrlPatterns' in menu ? { targetUrlPatterns: [...menu.targetUrlPatterns] } : {};
    browser.contextMenus.create({
      id: menu.id,
      title: i18n.t(title),
      contexts: [...contexts],
      ...patterns,
    });
  }
}

/** Of a page that a site's settings can be about. */
function originOf(url: string | undefined): string | undefined {
  const origin = url && URL.canParse(url) ? new URL(url).origin : undefined;
  return origin !== undefined && isWebOrigin(origin) ? origin : undefined;
}
