import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallQuery, CallRecord } from '../../call/record.ts';
import type { CallId } from '../../call/state.ts';
import type { SwitchboardRequest } from '../../messages/protocol.ts';
import type { askSwitchboard } from '../../messages/send.ts';
import { ANNA } from '../goodDay.ts';
import { createHistoryModel } from './historyModel.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Newest first: the first began last. */
function journalOf(count: number): readonly CallRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `call-${index}` as CallId,
    hostId: 'h',
    direction: 'outgoing' as const,
    number: '+46846500427',
    startedAt: (count - index) * 1_000,
    outcome: 'busy' as const,
  }));
}

/** A journal that pages as the real one does; whatever else is asked is accepted. */
function open(journal: readonly CallRecord[]) {
  const asked: SwitchboardRequest[] = [];
  const files: { name: string; text: string }[] = [];
  const page = ({ before = Number.POSITIVE_INFINITY, limit }: CallQuery) =>
    journal.filter(({ startedAt }) => startedAt < before).slice(0, limit);
  const ask = async (request: SwitchboardRequest) => {
    asked.push(request);
    if (request.type === 'getAccounts') return { ok: true, value: [ANNA] };
    return { ok: true, value: request.type === 'searchCalls' ? page(request.query) : null };
  };
  const history = createHistoryModel(ask as typeof askSwitchboard, (name, _, text) =>
    files.push({ name, text }),
  );
  const queries = () => asked.flatMap((one) => (one.type === 'searchCalls' ? [one.query] : []));
  return { history, asked, files, queries };
}

describe('the history', () => {
  it('comes page by page, and knows its end', async () => {
    const { history } = open(journalOf(70));
    await history.refresh();
    expect([history.records.value?.length, history.hasMore.value]).toEqual([50, true]);
    await history.more();
    expect([history.records.value?.length, history.hasMore.value]).toEqual([70, false]);
    expect(new Set(history.records.value?.map(({ id }) => id)).size).toBe(70);
  });

  it('asks once for a run of letters, with the filter', async () => {
    const { history, queries } = open(journalOf(1));
    history.show({ filter: 'missed' });
    for (const text of ['k', 'ka', 'kar ']) history.show({ text });
    await vi.runAllTimersAsync();
    expect(queries()).toEqual([{ missed: true, text: 'kar', limit: 50 }]);
  });

  it('drops the answer to a question that is not asked any more', async () => {
    const answers: ((records: readonly CallRecord[]) => void)[] = [];
    const ask = () => new Promise((resolve) => answers.push((value) => resolve({ ok: true, value })));
    const history = createHistoryModel(ask as unknown as typeof askSwitchboard, () => undefined);
    const [first, second] = [history.refresh(), history.refresh()];
    answers[1]?.(journalOf(1));
    answers[0]?.(journalOf(3));
    await Promise.all([first, second]);
    expect(history.records.value).toHaveLength(1);
  });

  it('is read again when a call was erased', async () => {
    const { history, asked } = open(journalOf(2));
    await history.forget('call-0' as CallId);
    expect(asked.map(({ type }) => type)).toEqual(['forgetCalls', 'searchCalls']);
    expect(asked[0]).toMatchObject({ callIds: ['call-0'] });
    await history.forget();
    expect(asked[2]).toEqual({ type: 'forgetCalls' });
  });

  it('is saved whole, however it is searched', async () => {
    const { history, files } = open(journalOf(1_201));
    history.show({ filter: 'missed' });
    await history.save('json');
    expect(files[0]?.name).toBe('offhook-calls.json');
    expect(JSON.parse(files[0]?.text ?? '').calls).toHaveLength(1_201);
    await history.save('csv');
    expect(files[1]?.text.split('\r\n')).toHaveLength(1_203);
  });

  it('is saved as a table with what its accounts are called', async () => {
    const { history, files } = open(journalOf(1).map((one) => ({ ...one, accountId: ANNA.id })));
    await history.save('csv');
    expect(files[0]?.text).toContain(`,${ANNA.label}\r\n`);
  });

  it('says why it could not be read, and keeps what it had', async () => {
    const failure = { code: 'unknown' as const };
    const ask = (async () => ({ ok: false, failure })) as unknown as typeof askSwitchboard;
    const history = createHistoryModel(ask, () => undefined);
    await history.refresh();
    expect([history.records.value, history.failure.value]).toEqual([null, failure]);
  });
});
