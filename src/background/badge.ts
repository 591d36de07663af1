/** The toolbar icon as a glance at the phone: a pure function from the state, and the one place that paints it. */
import { i18n } from '#i18n';
import type { Line, PhoneState } from '../call/state.ts';

export type Badge = { readonly text: string; readonly color: string; readonly title: string };

/** The part of browser.action that is used. */
export type ActionApi = {
  setBadgeText(details: { text: string }): Promise<void>;
  setBadgeBackgroundColor(details: { color: string }): Promise<void>;
  setTitle(details: { title: string }): Promise<void>;
};

// Fixed, not tokens: the toolbar is the browser's, and these keep a contrast of 4.5 with white in both of its themes.
const GO = '#1a7f4b';
const WAITING = '#8a5a00';
const DANGER = '#c4302b';
const QUIET = '#5f6368';

/** What the icon says. `null`: there is no host. A call goes before the microphone, the microphone before the line. */
export function badgeOf(state: PhoneState | null): Badge {
  if (!state) return badge('', QUIET, i18n.t('line_offline'));
  const open = state.calls.filter(({ status }) => status !== 'ended');
  if (open.some(({ status }) => status === 'offered')) return badge('1', GO, i18n.t('line_on_call'));
  if (open.length > 0) return badge(open.length > 1 ? String(open.length) : '●', GO, i18n.t('line_on_call'));
  if (state.microphone === 'denied') return badge('!', DANGER, i18n.t('line_microphone_blocked'));
  if (state.microphone === 'missing') return badge('!', DANGER, i18n.t('line_microphone_missing'));
  if (state.line.status === 'ready' && state.missed > 0)
    return badge(short(state.missed), WAITING, i18n.t('badge_missed', [String(state.missed)]));
  if (state.line.status === 'ready' && state.doNotDisturb)
    return badge('–', QUIET, i18n.t('badge_do_not_disturb'));
  return badgeOfLine(state.line);
}

/** The toolbar has room for three characters. */
function short(count: number): string {
  return count > 99 ? '99+' : String(count);
}

function badgeOfLine(line: Line): Badge {
  switch (line.status) {
    case 'ready':
      return badge('', GO, i18n.t('line_ready'));
    case 'connecting':
      return badge('…', WAITING, i18n.t(line.attempt > 1 ? 'line_reconnecting' : 'line_connecting'));
    case 'failed':
      return badge('!', DANGER, failedTitle(line.failure.code));
    case 'offline':
      return badge('', QUIET, i18n.t('line_offline'));
  }
}

function failedTitle(code: string): string {
  if (code === 'wrong-credentials') return i18n.t('line_wrong_credentials');
  if (code === 'sign-in-expired') return i18n.t('line_sign_in_expired');
  if (code === 'server-unreachable') return i18n.t('line_server_unreachable');
  return i18n.t('line_failed');
}

function badge(text: string, color: string, sentence: string): Badge {
  return { text, color, title: `${i18n.t('appName')} · ${sentence}` };
}

export async function paintBadge(action: ActionApi, state: PhoneState | null): Promise<void> {
  const { text, color, title } = badgeOf(state);
  await Promise.all([
    action.setBadgeText({ text }),
    action.setBadgeBackgroundColor({ color }),
    action.setTitle({ title }),
  ]);
}
