import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function rehearse() {
  const lines: string[] = [];
  return { lines, log: createLog((line) => void lines.push(line)) };
}

test('says what could not be done, the kind of error and its place', () => {
  const { lines, log } = rehearse();
  log.warn('dial', new TypeError('oops'));
  expect(lines[0]).toMatch(/^could not dial \(TypeError .*log\.test\.ts/);
});

test('never repeats the words of an error, which may quote a password or a number', () => {
  const { lines, log } = rehearse();
  log.warn('dial', new Error('Invalid value "hunter2" for "password"\nat +14155550101'));
  log.warn('dial', 'hunter2 +14155550101');
  expect(lines.join()).not.toMatch(/hunter2|4155550101/);
});

test('goes on after work that throws, and says so', () => {
  const { lines, log } = rehearse();
  expect(
    log.guard('ring', () => {
      throw new Error('no bell');
    }),
  ).toBe(false);
  expect(log.guard('ring', () => {})).toBe(true);
  expect(lines).toHaveLength(1);
});
