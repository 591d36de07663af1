import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../call/record.ts';
import type { AccountId, CallId } from '../../call/state.ts';
import { type AccountNames, callsAsCsv, callsAsJson } from './export.ts';

const RECORD: CallRecord = {
  id: 'a' as CallId,
  hostId: 'host-1',
  direction: 'outgoing',
  number: '+46846500427',
  name: 'Karin Lindqvist',
  startedAt: Date.UTC(2026, 10, 21, 14, 3, 0),
  answeredAt: Date.UTC(2026, 10, 21, 14, 3, 5),
  endedAt: Date.UTC(2026, 10, 21, 14, 4, 5),
  outcome: 'connected',
};

const lineOf = (change: Partial<CallRecord>) => callsAsCsv([{ ...RECORD, ...change }]).split('\r\n')[1];

describe('a table', () => {
  it('begins with what makes a spreadsheet read UTF-8, and with the names of its columns', () => {
    expect(callsAsCsv([]).startsWith('\uFEFFstarted,direction,number,name,outcome')).toBe(true);
  });

  it('has a line a call, ended as RFC 4180 says', () => {
    const text = callsAsCsv([RECORD, RECORD]);
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(lineOf({})).toBe(
      '2026-11-21T14:03:00.000Z,outgoing,+46846500427,Karin Lindqvist,connected,' +
        '2026-11-21T14:03:05.000Z,2026-11-21T14:04:05.000Z,60,,,,,,',
    );
  });

  it('quotes commas, quotes and line ends', () => {
    expect(lineOf({ name: 'Lindqvist, "Karin"' })).toContain(',"Lindqvist, ""Karin""",');
    expect(callsAsCsv([{ ...RECORD, note: 'one\ntwo' }])).toContain('"one\ntwo"');
  });

  it.each(['=HYPERLINK("https://evil.example")', '@SUM(A1)', '-2+3', '+cmd', ' =1', '\t=1'])(
    'makes no formula of %j',
    (note) => {
      expect(callsAsCsv([{ ...RECORD, note }])).toContain(`"'${note.replaceAll('"', '""')}"`);
    },
  );

  it('leaves a number as it is: a plus makes no formula of it', () => {
    expect(lineOf({})).toContain(',+46846500427,');
  });

  it('says what the account is called, and nothing of one that is gone', () => {
    const accountId = 'anna' as AccountId;
    const end = (names: AccountNames) =>
      callsAsCsv([{ ...RECORD, accountId }], names)
        .trimEnd()
        .split(',')
        .at(-1);
    expect(end(new Map([[accountId, 'anna@voice.example.com']]))).toBe('anna@voice.example.com');
    expect(end(new Map())).toBe('');
  });

  it('says nothing of a duration where nobody answered', () => {
    const { answeredAt: _, ...missed } = RECORD;
    expect(callsAsCsv([{ ...missed, outcome: 'missed' }]).split('\r\n')[1]).toContain(
      'missed,,2026-11-21T14:04:05.000Z,,',
    );
  });
});

it('gives everything that is kept as JSON, but not which host wrote it', () => {
  const { calls } = JSON.parse(callsAsJson([{ ...RECORD, note: '=1' }])) as { calls: object[] };
  const { hostId: _, ...rest } = RECORD;
  expect(calls).toEqual([{ ...rest, note: '=1' }]);
});
