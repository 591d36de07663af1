/**
 * The lines of the state: one per account that is open, in order of preference. Pure, for reduce.ts: what a fact makes of
 * the list, and what of it is shown as *the* line.
 */
import type { CallEvent } from './event.ts';
import {
  type AccountId,
  type Line,
  NO_CAPABILITIES,
  type PhoneLine,
  type PhoneState,
  type Voicemail,
} from './state.ts';

type LineChange = Extract<
  CallEvent,
  {
    type:
      | `line${string}`
      | 'voicemailCounted'
      | 'accountOpened'
      | 'accountClosed'
      | 'phoneOpened'
      | 'phoneClosed';
  }
>;

/** The lines after `event`. Of an account that is not open nothing is known, so what is said of it changes nothing. */
export function changeLines(lines: readonly PhoneLine[], event: LineChange): readonly PhoneLine[] {
  if (event.type === 'linesOrdered') return inOrder(lines, event.accountIds);
  const { accountId } = event;
  const known = lines.find((line) => line.accountId === accountId);
  if (event.type === 'accountClosed') return lines.filter((line) => line !== known);
  if (event.type === 'accountOpened') {
    if (!known) return [...lines, { accountId, label: event.label, ...CLOSED }];
    return replace(lines, { ...known, label: event.label });
  }
  if (!known) return lines;
  switch (event.type) {
    case 'phoneOpened':
      return replace(lines, { ...known, capabilities: event.capabilities });
    case 'phoneClosed':
      return replace(lines, closed(known));
    case 'voicemailCounted':
      return replace(lines, { ...known, voicemail: voicemailOf(event) });
    case 'lineReady':
      // Ready means that a call can be made: not without a phone.
      if (!hasPhone(known)) return lines;
      break;
  }
  return replace(lines, { ...known, line: lineOf(event) });
}

/** What stands for all lines: the one that would carry the next call. */
export function summaryOf(lines: readonly PhoneLine[]): Pick<PhoneState, 'line' | 'capabilities'> {
  const { line, capabilities } = nextLine(lines) ?? CLOSED;
  return { line, capabilities };
}

/** The first that is ready, else the first. */
export function nextLine(lines: readonly PhoneLine[]): PhoneLine | undefined {
  return lines.find(({ line }) => line.status === 'ready') ?? lines[0];
}

/** A phone that can carry nothing is none. */
export function hasPhone(line: PhoneLine | undefined): boolean {
  return line !== undefined && line.capabilities.maxCalls > 0;
}

const CLOSED = { line: { status: 'offline' }, capabilities: NO_CAPABILITIES } as const;

function closed({ voicemail: _, ...known }: PhoneLine): PhoneLine {
  return { ...known, ...CLOSED };
}

function voicemailOf({ waiting, fresh }: Voicemail): Voicemail {
  return { waiting, ...(fresh !== undefined && { fresh }) };
}

function inOrder(lines: readonly PhoneLine[], accountIds: readonly AccountId[]): readonly PhoneLine[] {
  const rank = ({ accountId }: PhoneLine) => {
    const at = accountIds.indexOf(accountId);
    return at < 0 ? accountIds.length : at;
  };
  return lines.toSorted((one, other) => rank(one) - rank(other));
}

function replace(lines: readonly PhoneLine[], changed: PhoneLine): readonly PhoneLine[] {
  return lines.map((line) => (line.accountId === changed.accountId ? changed : line));
}

function lineOf(event: Extract<LineChange, { type: `line${string}` }>): Line {
  switch (event.type) {
    case 'lineConnecting': {
      const { attempt, retryAt } = event;
      return { status: 'connecting', attempt, ...(retryAt !== undefined && { retryAt }) };
    }
    case 'lineReady':
      return { status: 'ready', identity: event.identity };
    case 'lineFailed':
      return { status: 'failed', failure: event.failure };
    default:
      return { status: 'offline' };
  }
}
