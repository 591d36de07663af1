/** What an agent writes of a call: kept while it is typed, read back from the journal, never lost with the screen. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { CallNote } from '../call/record.ts';
import type { CallId } from '../call/state.ts';
import type { askSwitchboard } from '../messages/send.ts';

export type Notes = {
  /** null until it is known what is written already: a note that nobody saw is not written over. */
  of(callId: CallId): ReadonlySignal<CallNote | null>;
  /** What a list has just read: nothing is asked for it. What was typed since stays. */
  know(callId: CallId, note: CallNote): void;
  write(callId: CallId, note: CallNote): void;
  /** Sends at once what waits: the field is left, or the screen goes. */
  flush(): void;
};

/** A pause between two words, so that a note is not sent with each letter. */
const PAUSE_MS = 400;
/** The call that is noted is up or has just ended: it is among the newest. */
const LOOK_BACK = 20;

export function createNotes(ask: typeof askSwitchboard): Notes {
  const known = new Map<CallId, Signal<CallNote | null>>();
  const waiting = new Map<CallId, CallNote>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    for (const [callId, note] of waiting) void keep(callId, note);
    waiting.clear();
  }

  async function keep(callId: CallId, note: CallNote): Promise<void> {
    const reply = await ask<'noteCall'>({ type: 'noteCall', callId, note: written(note) });
    // Not kept, and not written anew since: it goes with the next one, or with the screen.
    if (!reply.ok && !waiting.has(callId)) waiting.set(callId, note);
  }

  async function read(callId: CallId, note: Signal<CallNote | null>): Promise<void> {
    const reply = await ask<'searchCalls'>({ type: 'searchCalls', query: { limit: LOOK_BACK } });
    const found = reply.ok ? reply.value?.find(({ id }) => id === callId) : undefined;
    note.value ??= { ...pick(found ?? {}) };
  }

  function entry(callId: CallId): Signal<CallNote | null> {
    const there = known.get(callId);
    if (there) return there;
    const note = signal<CallNote | null>(null);
    known.set(callId, note);
    void read(callId, note);
    return note;
  }

  return {
    of: entry,
    know: (callId, note) => {
      if (!known.has(callId)) known.set(callId, signal(pick(note)));
    },
    write: (callId, note) => {
      entry(callId).value = note;
      waiting.set(callId, note);
      clearTimeout(timer);
      timer = setTimeout(flush, PAUSE_MS);
    },
    flush,
  };
}

function pick({ disposition, note }: CallNote): CallNote {
  return { ...(disposition !== undefined && { disposition }), ...(note !== undefined && { note }) };
}

/** An empty text is no text. */
function written({ disposition, note }: CallNote): CallNote {
  const text = note?.trim();
  return { ...(disposition && { disposition }), ...(text && { note: text }) };
}
