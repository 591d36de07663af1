import { describe, expect, test } from 'vitest';
import { type AccountId, NO_CAPABILITIES, type PhoneLine } from '../call/state.ts';
import type { E164 } from '../numbers/e164.ts';
import { linesFor } from './routing.ts';

const line = (accountId: string, label = accountId): PhoneLine => ({
  accountId: accountId as AccountId,
  label,
  line: { status: 'offline' },
  capabilities: NO_CAPABILITIES,
});
const LINES = [line('main'), line('london', 'London desk'), line('policy:paris')];
const LONDON = '+442079460018' as E164;
const CRM = 'https://crm.example';

describe('the lines of a call', () => {
  test('are those of the account in their order, where no route fits', () => {
    expect(linesFor(LINES, [], { e164: LONDON })).toEqual(['main', 'london', 'policy:paris']);
    expect(linesFor(LINES, [{ prefix: '+33', account: 'london' }], { e164: LONDON })[0]).toBe('main');
  });

  test.each([
    ['an id', 'london'],
    ['a label', 'London desk'],
  ])('begin with the one that a route names by %s; the others follow', (_, account) => {
    const routes = [{ prefix: '+44', account }];
    expect(linesFor(LINES, routes, { e164: LONDON })).toEqual(['london', 'main', 'policy:paris']);
  });

  test('may be named as the policy names its account', () => {
    expect(linesFor(LINES, [{ prefix: '0044', account: 'paris' }], { e164: LONDON })[0]).toBe('policy:paris');
  });

  test('are the organisation’s where an agent calls an account of their own the same', () => {
    const lines = [line('own', 'Sales'), line('policy:Sales', 'Sales')];
    const routes = [{ prefix: '+44', account: 'Sales' }];
    expect(linesFor(lines, routes, { e164: LONDON })).toEqual(['policy:Sales', 'own']);
  });

  test('follow the longest prefix, then the site, whatever the order of the routes', () => {
    const routes = [
      { site: CRM, account: 'main' },
      { prefix: '+44', account: 'paris' },
      { prefix: '+4420', account: 'london' },
    ];
    const order = ['london', 'policy:paris', 'main'];
    expect(linesFor(LINES, routes, { e164: LONDON, site: CRM })).toEqual(order);
    expect(linesFor(LINES, routes.toReversed(), { e164: LONDON, site: CRM })).toEqual(order);
  });

  test('follow a route with both only where both fit', () => {
    const routes = [
      { prefix: '+44', account: 'main' },
      { prefix: '+44', site: CRM, account: 'london' },
    ];
    expect(linesFor(LINES, routes, { e164: LONDON, site: CRM })[0]).toBe('london');
    expect(linesFor(LINES, routes, { e164: LONDON, site: 'https://other.example' })[0]).toBe('main');
  });

  test('know a route by its site where there is no number', () => {
    const routes = [
      { prefix: '+44', account: 'main' },
      { site: CRM, account: 'london' },
    ];
    expect(linesFor(LINES, routes, { e164: null, site: CRM })[0]).toBe('london');
  });

  test('are the usual ones where a route names an account that is not there', () => {
    expect(linesFor(LINES, [{ prefix: '+44', account: 'gone' }], { e164: LONDON })[0]).toBe('main');
  });
});
