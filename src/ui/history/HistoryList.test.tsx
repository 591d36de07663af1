// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import type { CallRecord } from '../../call/record.ts';
import type { CallId } from '../../call/state.ts';
import { createFakeWire } from '../fakeWire.ts';
import { createScreenModel } from '../screenModel.ts';
import { HistoryList } from './HistoryList.tsx';
import { createHistoryModel } from './historyModel.ts';

const from = (number: string): CallRecord => ({
  id: number as CallId,
  hostId: 'h',
  direction: 'incoming',
  number,
  startedAt: 0,
  outcome: 'missed',
});

afterEach(cleanup);

it('offers to call back only who has a number', () => {
  const wire = { ...createFakeWire({}), openWelcome: () => undefined };
  const model = createScreenModel(wire, new AbortController().signal);
  const history = createHistoryModel(wire.ask, () => undefined);
  const records = [from('anonymous'), from('+46846500427')];
  render(<HistoryList model={model} history={history} records={records} />);
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(screen.getAllByRole('button', { name: /^Call .* again$/ })).toHaveLength(1);
});
