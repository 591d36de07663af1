/** The history as a file: a table for spreadsheets (RFC 4180) or JSON. Pure; who saves it is historyModel.ts. */
import type { CallRecord } from '../../call/record.ts';
import type { AccountId } from '../../call/state.ts';

export type ExportForm = 'csv' | 'json';

/** Without it a spreadsheet takes UTF-8 for the letters of its own country. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What the accounts of today are called; of those that are gone nothing is said. */
export type AccountNames = ReadonlyMap<AccountId, string>;

type Value = (record: CallRecord, accounts: AccountNames) => string | number | undefined;
type Column = readonly [name: string, value: Value];

const COLUMNS: readonly Column[] = [
  ['started', ({ startedAt }) => moment(startedAt)],
  ['direction', ({ direction }) => direction],
  ['number', ({ number }) => number],
  ['name', ({ name }) => name],
  ['outcome', ({ outcome }) => outcome],
  ['answered', ({ answeredAt }) => moment(answeredAt)],
  ['ended', ({ endedAt }) => moment(endedAt)],
  ['seconds', secondsOf],
  ['disposition', ({ disposition }) => disposition],
  ['note', ({ note }) => note],
  ['transferred to', ({ transferredTo }) => transferredTo],
  ['rule set aside because', ({ override }) => override],
  ['mos', ({ quality }) => quality && Number(quality.mos.toFixed(2))],
  ['account', ({ accountId }, accounts) => accountId && accounts.get(accountId)],
];

/** The first line has the names; times are ISO 8601 in UTC. */
export function callsAsCsv(records: readonly CallRecord[], accounts: AccountNames = new Map()): string {
  const lines = [
    COLUMNS.map(([name]) => name),
    ...records.map((record) => COLUMNS.map(([, value]) => value(record, accounts))),
  ];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** As they are kept: times are epoch milliseconds. Which host wrote them is nobody's business outside. */
export function callsAsJson(records: readonly CallRecord[]): string {
  const calls = records.map(({ hostId: _, ...record }) => record);
  return `${JSON.stringify({ calls }, null, 2)}\n`;
}

/** How long they spoke; undefined: they did not. */
function secondsOf({ answeredAt, endedAt }: CallRecord): number | undefined {
  return answeredAt === undefined || endedAt === undefined
    ? undefined
    : Math.max(0, Math.round((endedAt - answeredAt) / 1_000));
}

function moment(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

/** What a spreadsheet would take for a formula (OWASP, "CSV Injection"); also after blanks, which some drop. */
const FORMULA = /^\s*[=+\-@\t\r]/;
/** A number in international form is no formula: it stays as others read it. */
const PHONE_NUMBER = /^\+\d{1,15}$/;

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const isFormula = typeof value === 'string' && FORMULA.test(text) && !PHONE_NUMBER.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
