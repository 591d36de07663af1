import { describe, expect, it } from 'vitest';
import { toE164 } from './e164.ts';

describe('toE164', () => {
  it.each(['+14155550123', '+442079460018', '+46846500427'])('takes %s as it is', (text) => {
    expect(toE164(text)).toBe(text);
  });

  it.each<[string, unknown]>([
    ['a number without a plus', '442079460018'],
    ['spaces', '+44 20 7946 0018'],
    ['a country code that begins with zero', '+0442079460018'],
    ['more than 15 digits', '+4420794600181234'],
    ['fewer than 7 digits', '+44207'],
    ['text around it', 'tel:+442079460018'],
    ['a line break behind it', '+442079460018\n'],
    ['a JavaScript number', 442079460018],
    ['nothing', undefined],
  ])('refuses %s', (_what, value) => {
    expect(toE164(value)).toBeNull();
  });
});
