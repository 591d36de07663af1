import { expect, test } from 'vitest';
import { newCallId, parseCallId } from './callId.ts';

test('every call gets an id of its own, and each one parses', () => {
  const ids = Array.from({ length: 1_000 }, newCallId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(parseCallId(id)).toBe(id);
});

test('an id is a random UUID: version 4, variant 1', () => {
  expect(newCallId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test.each([undefined, null, 7, '', 'call-1', {}, `${newCallId()}x`, newCallId().toUpperCase()])(
  'what is no UUID is no id: %s',
  (value) => expect(parseCallId(value)).toBeNull(),
);
