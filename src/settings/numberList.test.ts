// Lists of numbers as they come out of other systems.
import { expect, test } from 'vitest';
import { parseNumberList } from './numberList.ts';

const inBritain = { country: 'GB', source: 'policy' } as const;
const inAmerica = { country: 'US', source: 'policy' } as const;

test('one number a line, each once, with or without the country', () => {
  const text = '+44 20 7946 0018\r\n020 7946 0018\n\n442079460019\n';
  expect(parseNumberList(text, inBritain)).toEqual({
    numbers: ['+442079460018', '+442079460019'],
    unread: [],
  });
});

test('a table: every cell of a row that is a number, and no heading', () => {
  const text = 'id;name;phone\n1;"Anna";"020 7946 0018"\n2;Bo;+46 8 465 004 12;+46 8 465 004 13';
  expect(parseNumberList(text, inBritain).numbers).toEqual(['+442079460018', '+46846500412', '+46846500413']);
});

test('the American registry’s files: area code and number in two cells', () => {
  expect(parseNumberList('202,5550142\n202,5550143', inAmerica).numbers).toEqual([
    '+12025550142',
    '+12025550143',
  ]);
});

test('a line with digits that are no number is counted, and the rest is read', () => {
  expect(parseNumberList('order 1234567890123456\n020 7946 0018', inBritain)).toEqual({
    numbers: ['+442079460018'],
    unread: [1],
  });
});

test('without a country, a number without a prefix is not guessed at', () => {
  expect(parseNumberList('020 7946 0018', null)).toEqual({ numbers: [], unread: [1] });
});
