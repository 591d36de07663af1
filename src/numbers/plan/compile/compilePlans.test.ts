import { describe, expect, it } from 'vitest';
import formats from '../formats.json' with { type: 'json' };
import groupings from '../groupings.json' with { type: 'json' };
import kinds from '../kinds.json' with { type: 'json' };
import plans from '../plans.json' with { type: 'json' };
import { compileGroupings } from './compileGroupings.ts';
import { compileFormats, compileKinds, compilePlans } from './compilePlans.ts';
import { METADATA } from './installedMetadata.ts';
import type { Metadata, PlanRow } from './metadata.ts';

describe('the compiled plans', () => {
  it('are those of the installed metadata: otherwise run "node scripts/plans.ts"', () => {
    expect(compilePlans(METADATA)).toEqual(plans);
    expect(compileKinds(METADATA)).toEqual(kinds);
    expect(compileFormats(METADATA)).toEqual(formats);
    expect(compileGroupings(METADATA)).toEqual(groupings);
  }, 60_000);

  it('know every country and every calling code of the metadata', () => {
    const { countries, nonGeographic, country_calling_codes } = METADATA;
    expect(Object.keys(plans.plans).sort()).toEqual(
      [...Object.keys(countries), ...Object.keys(nonGeographic)].sort(),
    );
    expect(Object.keys(plans.callingCodes).sort()).toEqual(
      [...Object.keys(country_calling_codes), ...Object.keys(nonGeographic)].sort(),
    );
  });

  it('stay printable, so that they stand in a script as they are', () => {
    expect(JSON.stringify(plans)).toMatch(/^[ -~]*$/);
  });
});

describe('compilePlans', () => {
  /** Fixed lines of four digits; each test changes what it is about. */
  type Given = {
    general?: string;
    lengths?: number[];
    kinds?: PlanRow[11];
    formats?: PlanRow[4];
    leading?: string;
  };
  const row = ({ general = '[1-7]\\d{3}', lengths = [4], kinds, formats = 0, leading }: Given): PlanRow => [
    ...(['99', '00', general, lengths, formats, '0', 0, 0, 0, 0, leading ?? 0] as const),
    kinds ?? [[general]],
  ];
  const world = (rows: Record<string, PlanRow>): Metadata => ({
    country_calling_codes: { 99: Object.keys(rows) },
    countries: rows,
    nonGeographic: {},
  });
  const outcomesOf = (rows: Record<string, PlanRow>) => [...compilePlans(world(rows)).outcomes].sort();
  const kindsOf = (rows: Record<string, PlanRow>) => [...compileKinds(world(rows)).outcomes].sort();

  const main = row({ formats: [['(\\d)(\\d{3})', '($1) $2-$3', ['[12]'], '0$1']] });
  const mobile = row({ general: '7\\d{3}', kinds: [0, ['7\\d{3}']], leading: '7' });

  it('lists the countries of a calling code, the main one first', () => {
    expect(compilePlans(world({ AA: main, BB: mobile })).callingCodes['99']).toMatch(/^\S+ \S+ AA BB$/);
  });

  it('says of which country a number is, and whether people write a prefix in front of it', () => {
    expect(outcomesOf({ AA: main })).toEqual(['0', '0 trunk']);
  });

  it('lets the first country have a number that two claim', () => {
    expect(kindsOf({ AA: main, BB: mobile })).toEqual(['fixed-or-mobile']);
    expect(kindsOf({ BB: mobile, AA: main })).toEqual(['fixed-or-mobile', 'mobile']);
  });

  it('lets a country have all numbers with its leading digits, also those that do not exist', () => {
    const none = row({ general: '7\\d{2}', lengths: [3], leading: '[1-7]' });
    expect(outcomesOf({ BB: none, AA: main })).toEqual(['0']);
  });

  it('refuses numbers that exist but lack the leading digits: the library would ask the caller', () => {
    const strange = row({ general: '[78]\\d{3}', leading: '7' });
    expect(() => compilePlans(world({ BB: mobile, CC: strange }))).toThrow('+99');
  });

  it('minds the lengths that a kind allows', () => {
    const general = '1\\d{3,5}';
    const kinds = [
      [general, [4]],
      [general, [6]],
    ] as const;
    expect(kindsOf({ AA: row({ general, lengths: [4, 5, 6], kinds }) })).toEqual(['fixed', 'mobile']);
  });
});

describe('compileFormats', () => {
  const withFormat = (pattern: string, template: string): Metadata => ({
    country_calling_codes: { 99: ['AA'] },
    countries: {
      AA: ['99', '00', '\\d{7}', [7], [[pattern, template, ['[12]']]], 0, 0, 0, 0, 0, 0, [['\\d{7}']]],
    },
    nonGeographic: {},
  });

  it('writes the size of each group, then the leading digits', () => {
    expect(compileFormats(withFormat('(\\d)(\\d{2,3})(\\d{4})', '($1) $2-$3'))).toEqual({
      99: '1 2,3 4|[12]',
    });
  });

  it.each([
    ['other digits', '$1 15 $2'],
    ['another order', '$2 $1'],
    ['a part', '$1'],
  ])('refuses a format that shows %s', (_what, template) => {
    expect(() => compileFormats(withFormat('(\\d{3})(\\d{4})', template))).toThrow(template);
  });
});
