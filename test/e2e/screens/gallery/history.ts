/** The situations of the history: full, opened, empty, searched in vain, on its way, not to be read. */
import type { CallId } from '../../../../src/call/state.ts';
import type { E164 } from '../../../../src/numbers/e164.ts';
import { READY } from '../../../../src/ui/goodDay.ts';
import { call, karin, NOW, nobody, omar, recents, record, withCalls } from './people.ts';
import { inPanel, type Situation, with_ } from './situation.ts';

const HISTORY_TAB = '.tabs button:last-child';
const LONG = 'Customer-relationship-management of the northern region and of all the islands before it';
const DAY_MS = 86_400_000;
const before = recents.map((one) => ({
  ...one,
  id: `${one.id}2` as CallId,
  startedAt: one.startedAt - DAY_MS,
}));
const many = [...recents, ...before].toSorted((one, other) => other.startedAt - one.startedAt);
const over = { endedAt: NOW, endedBy: 'remote' } as const;
const ended = [call('1', 'ended', karin, over), call('2', 'ended', omar, over)];
const opened = { presses: [HISTORY_TAB], until: '.historyItem' };

export const HISTORY = {
  history: with_(opened),
  historyMissed: with_({ ...opened, state: { ...READY, missed: 2 } }),
  historyInPanel: inPanel(READY, { ...opened, found: many }),
  historyAfterCalls: inPanel(withCalls(...ended), { ...opened, found: many }),
  historyInCall: inPanel(withCalls(call('1', 'live', karin)), { ...opened, found: many }),
  historyOpened: inPanel(READY, {
    presses: [HISTORY_TAB, '.historyOpen'],
    until: '.historyDetails .callNote',
  }),
  historyErasing: inPanel(READY, {
    presses: [HISTORY_TAB, '.historyDeeds button:last-of-type'],
    until: '.asked',
  }),
  historyLong: inPanel(READY, {
    ...opened,
    found: [
      record('l', { ...nobody, e164: '+46846500461' as E164, name: LONG }, 12, {
        disposition: LONG.slice(0, 60),
        note: LONG,
      }),
    ],
  }),
  historyEmpty: with_({ found: [], recents: [], presses: [HISTORY_TAB], until: '.empty h2' }),
  historyLoading: with_({ found: 'waits', presses: [HISTORY_TAB], until: '.empty' }),
  historyUnread: with_({ found: { code: 'unknown' }, presses: [HISTORY_TAB], until: '.empty button' }),
} as const satisfies Record<string, Situation>;
