/**
 * A notification of the system for each call that rings, with Answer and Decline: the one place of ours that is in sight
 * when no page is. Which are up is asked of the browser each time, because the worker may have slept since.
 */
import { i18n } from '#i18n';
import { callActions } from '../call/actions.ts';
import type { Command } from '../call/command.ts';
import type { PhoneState, Remote } from '../call/state.ts';
import { formatNumber } from '../numbers/format.ts';

export type Notice = {
  readonly title: string;
  readonly message: string;
  readonly buttons: readonly string[];
};

/** The part of browser.notifications that is used. */
export type NoticeApi = {
  shown(): Promise<readonly string[]>;
  show(id: string, notice: Notice): Promise<unknown>;
  clear(id: string): Promise<unknown>;
};

export interface CallNotices {
  /** Shows what rings in `state` and takes away what does not. Never rejects for one that was gone already. */
  follow(state: Pick<PhoneState, 'calls'>): Promise<void>;
}

/** What the buttons mean, in their order: never another one, whatever has become of the call since. */
const BUTTONS = ['answer', 'hangUp'] as const;
const PREFIX = 'call:';

/** `wanted`: the agent and the organisation have notifications on. */
export function createCallNotices(api: NoticeApi, wanted: () => Promise<boolean>): CallNotices {
  let lastTurn: Promise<void> = Promise.resolve();

  async function show(state: Pick<PhoneState, 'calls'>): Promise<void> {
    const ringing = state.calls.filter(({ status }) => status === 'offered');
    const shown = (await api.shown()).filter((id) => id.startsWith(PREFIX));
    const due = ringing.length > 0 && (await wanted()) ? ringing : [];
    const fresh = due.filter(({ id }) => !shown.includes(PREFIX + id));
    const stale = shown.filter((id) => !due.some((call) => PREFIX + call.id === id));
    await Promise.all([
      ...fresh.map(({ id, remote }) => api.show(PREFIX + id, noticeOf(remote))),
      ...stale.map((id) => api.clear(id)),
    ]);
  }

  return {
    // One after the other: of two snapshots at once, the second must see what the first has shown.
    follow: (state) => {
      const turn = lastTurn.then(() => show(state));
      lastTurn = turn.catch(() => undefined);
      return turn;
    },
  };
}

function noticeOf(remote: Remote): Notice {
  const number = remote.e164 ? formatNumber(remote.e164) : remote.display;
  return {
    title: remote.name ?? number,
    message: [i18n.t('call_offered'), remote.name && number, remote.company].filter(Boolean).join(' · '),
    buttons: [i18n.t('call_answer'), i18n.t('call_decline')],
  };
}

/** What a press on a notification's button asks for; null: it is none of ours, or cannot be done any more. */
export function pressed(state: PhoneState, notificationId: string, button: number): Command | null {
  const name = BUTTONS[button];
  const call = state.calls.find(({ id }) => notificationId === PREFIX + id);
  return name && call?.status === 'offered' ? callActions(state, call.id)[name] : null;
}

/** A click beside the buttons. */
export function isCallNotice(notificationId: string): boolean {
  return notificationId.startsWith(PREFIX);
}
