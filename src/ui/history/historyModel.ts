/** The journal as a screen reads it: searched, filtered, page by page; noted, erased, saved as a file. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '../../call/failure.ts';
import type { CallNote, CallQuery, CallRecord } from '../../call/record.ts';
import type { CallId } from '../../call/state.ts';
import type { askSwitchboard } from '../../messages/send.ts';
import { accountName } from '../accountNames.ts';
import { type AccountNames, callsAsCsv, callsAsJson, type ExportForm } from './export.ts';

export const FILTERS = ['all', 'missed', 'incoming', 'outgoing'] as const;
export type HistoryFilter = (typeof FILTERS)[number];

export type HistoryModel = {
  readonly filter: ReadonlySignal<HistoryFilter>;
  readonly text: ReadonlySignal<string>;
  /** Newest first; null until the first page is there. */
  readonly records: ReadonlySignal<readonly CallRecord[] | null>;
  readonly hasMore: ReadonlySignal<boolean>;
  /** The last request that was refused. */
  readonly failure: ReadonlySignal<Failure | null>;
  show(change: { readonly filter?: HistoryFilter; readonly text?: string }): void;
  refresh(): Promise<void>;
  more(): Promise<void>;
  noted(callId: CallId, note: CallNote): void;
  /** Absent: every call that is over. */
  forget(callId?: CallId): Promise<void>;
  /** Everything that is kept, whatever is searched for. */
  save(form: ExportForm): Promise<void>;
};

/** Hands a file to the person. */
export type SaveFile = (name: string, mediaType: string, text: string) => void;

const PAGE = 50;
/** What one answer may have (src/messages/parse.ts). */
const EXPORT_PAGE = 500;
/** A pause between two letters. */
const PAUSE_MS = 150;

const CONDITIONS: Readonly<Record<HistoryFilter, Pick<CallQuery, 'direction' | 'missed'>>> = {
  all: {},
  missed: { missed: true },
  incoming: { direction: 'incoming' },
  outgoing: { direction: 'outgoing' },
};

export function createHistoryModel(ask: typeof askSwitchboard, saveFile: SaveFile): HistoryModel {
  const filter = signal<HistoryFilter>('all');
  const text = signal('');
  const records = signal<readonly CallRecord[] | null>(null);
  const hasMore = signal(false);
  const failure = signal<Failure | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  async function search(query: CallQuery): Promise<readonly CallRecord[] | null> {
    const reply = await ask<'searchCalls'>({ type: 'searchCalls', query });
    failure.value = reply.ok ? null : reply.failure;
    return reply.ok ? (reply.value ?? []) : null;
  }

  function query(before?: number): CallQuery {
    const words = text.value.trim();
    return {
      ...CONDITIONS[filter.value],
      ...(words !== '' && { text: words }),
      ...(before !== undefined && { before }),
      limit: PAGE,
    };
  }

  /** An answer to what was asked before the last question is nobody's any more. */
  async function read(before: readonly CallRecord[]): Promise<void> {
    const mine = ++asked;
    const page = await search(query(before.at(-1)?.startedAt));
    if (mine !== asked || !page) return;
    records.value = [...before, ...page];
    hasMore.value = page.length >= PAGE;
  }

  const refresh = () => read([]);

  async function everything(): Promise<readonly CallRecord[] | null> {
    const all: CallRecord[] = [];
    for (;;) {
      const last = all.at(-1);
      const page = await search({ limit: EXPORT_PAGE, ...(last && { before: last.startedAt }) });
      if (!page) return null;
      all.push(...page);
      if (page.length < EXPORT_PAGE) return all;
    }
  }

  async function accountNames(): Promise<AccountNames> {
    const reply = await ask<'getAccounts'>({ type: 'getAccounts' });
    const accounts = (reply.ok && reply.value) || [];
    return new Map(accounts.map((account) => [account.id, accountName(account, accounts)]));
  }

  async function save(form: ExportForm): Promise<void> {
    const all = await everything();
    if (!all) return;
    if (form === 'json') return saveFile('offhook-calls.json', 'application/json', callsAsJson(all));
    saveFile('offhook-calls.csv', 'text/csv;charset=utf-8', callsAsCsv(all, await accountNames()));
  }

  return {
    filter,
    text,
    records,
    hasMore,
    failure,
    show: (change) => {
      filter.value = change.filter ?? filter.value;
      text.value = change.text ?? text.value;
      clearTimeout(timer);
      timer = setTimeout(() => void refresh(), change.text === undefined ? 0 : PAUSE_MS);
    },
    refresh,
    more: () => read(records.value ?? []),
    noted: (callId, note) => {
      records.value = records.value?.map((one) => (one.id === callId ? { ...one, ...note } : one)) ?? null;
    },
    forget: async (callId) => {
      const request = { type: 'forgetCalls' as const, ...(callId && { callIds: [callId] }) };
      const reply = await ask<'forgetCalls'>(request);
      if (reply.ok) await refresh();
      else failure.value = reply.failure;
    },
    save,
  };
}
