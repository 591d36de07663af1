import { describe, expect, it } from 'vitest';
import { createRecent } from './recent.ts';

function counting(perGeneration: number) {
  const recent = createRecent<string | null>(perGeneration);
  const made: string[] = [];
  const ask = (question: string, answer: string | null = `${question}!`) =>
    recent.recall(question, () => {
      made.push(question);
      return answer;
    });
  return { ask, made, size: recent.size };
}

describe('createRecent', () => {
  it('answers the same question from memory', () => {
    const { ask, made } = counting(2);
    expect([ask('a'), ask('a')]).toEqual(['a!', 'a!']);
    expect(made).toEqual(['a']);
  });

  it('remembers that there was no answer', () => {
    const { ask, made } = counting(2);
    expect([ask('a', null), ask('a', null)]).toEqual([null, null]);
    expect(made).toEqual(['a']);
  });

  it('keeps what is asked again and forgets what is not', () => {
    const { ask, made } = counting(2);
    for (const question of ['a', 'b', 'c', 'a', 'd', 'e']) ask(question);
    made.length = 0;
    for (const question of ['a', 'e', 'b']) ask(question);
    expect(made).toEqual(['b']);
  });

  it('never holds more than two generations', () => {
    const { ask, size } = counting(10);
    for (let count = 0; count < 1_000; count += 1) {
      ask(String(count));
      expect(size()).toBeLessThanOrEqual(20);
    }
  });
});
