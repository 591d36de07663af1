import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallNote, CallRecord } from '../call/record.ts';
import type { CallId } from '../call/state.ts';
import { createFakeWire, type FakeAnswers } from './fakeWire.ts';
import { createNotes } from './notes.ts';

const ID = 'a' as CallId;
const RECORD: CallRecord = {
  id: ID,
  hostId: 'h',
  direction: 'outgoing',
  number: '+46846500427',
  startedAt: 0,
  outcome: 'connected',
  note: 'ask for Maja',
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openNotes(answers: FakeAnswers = {}) {
  const wire = createFakeWire({ searchCalls: { ok: true, value: [RECORD] }, ...answers });
  const kept = (): readonly CallNote[] =>
    wire.asked.flatMap((request) => (request.type === 'noteCall' ? [request.note] : []));
  return { notes: createNotes(wire.ask), kept };
}

describe('a note', () => {
  it('is not known before the journal has said what is written already', async () => {
    const { notes } = openNotes();
    expect(notes.of(ID).value).toBeNull();
    await vi.runAllTimersAsync();
    expect(notes.of(ID).value).toEqual({ note: 'ask for Maja' });
  });

  it('is kept once for a run of letters, after a pause', async () => {
    const { notes, kept } = openNotes();
    for (const note of ['h', 'he', 'hej']) notes.write(ID, { note });
    expect(kept()).toEqual([]);
    await vi.runAllTimersAsync();
    expect(kept()).toEqual([{ note: 'hej' }]);
  });

  it('is kept at once when the screen goes, and not again after it', async () => {
    const { notes, kept } = openNotes();
    notes.write(ID, { note: 'hej', disposition: 'Call back' });
    notes.flush();
    await vi.runAllTimersAsync();
    expect(kept()).toEqual([{ note: 'hej', disposition: 'Call back' }]);
  });

  it('that was taken back is kept as none', async () => {
    const { notes, kept } = openNotes();
    notes.write(ID, { note: ' ', disposition: '' });
    await vi.runAllTimersAsync();
    expect(kept()).toEqual([{}]);
  });

  it('that could not be kept goes with the next one', async () => {
    const { notes, kept } = openNotes({ noteCall: { ok: false, failure: { code: 'unknown' } } });
    notes.write(ID, { note: 'hej' });
    await vi.runAllTimersAsync();
    notes.flush();
    await vi.runAllTimersAsync();
    expect(kept()).toEqual([{ note: 'hej' }, { note: 'hej' }]);
  });

  it('that was typed is not replaced by what the journal says a moment later', async () => {
    const { notes } = openNotes();
    notes.of(ID);
    notes.write(ID, { note: 'mine' });
    await vi.runAllTimersAsync();
    expect(notes.of(ID).value).toEqual({ note: 'mine' });
  });
});
