import { describe, expect, it } from 'vitest';
import { createSignallingGate } from './signallingGate.ts';

describe('the signalling gate', () => {
  it('lets everything through while open', () => {
    const gate = createSignallingGate();
    gate.open();
    let ran = 0;
    gate.whenOpen('a', () => ran++);
    expect([gate.isOpen(), ran]).toEqual([true, 1]);
  });

  it('keeps what must not be lost until it opens, each thing once', () => {
    const gate = createSignallingGate();
    const ran: string[] = [];
    gate.whenOpen('a', () => ran.push('first'));
    gate.whenOpen('a', () => ran.push('second'));
    gate.whenOpen('b', () => ran.push('other'));
    expect(ran).toEqual([]);
    gate.open();
    gate.close();
    gate.open();
    expect(ran).toEqual(['second', 'other']);
  });

  it('forgets what is no longer needed', () => {
    const gate = createSignallingGate();
    let ran = 0;
    gate.whenOpen('a', () => ran++);
    gate.forget('a');
    gate.open();
    expect(ran).toBe(0);
  });
});
