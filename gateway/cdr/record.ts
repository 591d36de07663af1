/** What is kept of a call, and Kamailio's rows that it is made of (kamailio/records.cfg), read and named. Who keeps it is beside this file. */

export type CallRecord = {
  /** The same for a call however often it is read: its Call-ID and when it began. */
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming' | 'unknown';
  /** Empty for a call that came in: whoever answered is not known to its provider's side. */
  readonly agent: string;
  readonly provider: string;
  /** The far side's number, as it was dialled or shown. */
  readonly number: string;
  /** Our number that was called; empty for an outgoing call. */
  readonly did: string;
  /** ISO 8601, to the second. Null: forgotten. */
  readonly beganAt: string | null;
  /** Null: never answered, or forgotten. */
  readonly answeredAt: string | null;
  /** Of an interrupted call: when Kamailio was back. */
  readonly endedAt: string;
  /** Of talk; null when it is not known. */
  readonly seconds: number | null;
  /** 200, or what it failed with. Null: interrupted, Kamailio was killed before it was answered. */
  readonly status: number | null;
};

export type Row = {
  /** In Kamailio's words, such as `OK`, `Begun`, `Kept`. */
  readonly reason: string;
  /** Empty in the row of a start. */
  readonly callId: string;
  /** Epoch seconds at which the Kamailio that wrote it was started. */
  readonly boot: number;
  readonly record: CallRecord;
};

/** After Kamailio's own method, tags, Call-ID, code, reason and time. */
const FIRST_FIELD = 7;
const FIELDS = FIRST_FIELD + 9;

/** Null for a row that is none: half written, or of another shape. */
export function parseRow(row: string): Row | null {
  const fields = row.split('|');
  const [status, reason = ''] = [Number(fields[4]), fields[5]];
  const [id = '', agent = '', provider = '', far = '', did = '', began, answered, ended, boot] =
    fields.slice(FIRST_FIELD);
  const [endedS, bootS] = [Number(ended), Number(boot)];
  if (fields.length !== FIELDS || !(endedS > 0) || !(bootS > 0) || !(status >= 100)) return null;
  const [callId, beganS, answeredS] = [fromHex(id), Number(began) || null, Number(answered) || null];
  const record: CallRecord = {
    id: `${callId}@${beganS ?? endedS}`,
    direction: beganS === null ? 'unknown' : did ? 'incoming' : 'outgoing',
    agent,
    provider,
    number: did ? fromHex(far) : far,
    did,
    beganAt: beganS === null ? null : toIso(beganS),
    answeredAt: answeredS === null ? null : toIso(answeredS),
    endedAt: toIso(endedS),
    seconds: beganS === null ? null : answeredS === null ? 0 : endedS - answeredS,
    status,
  };
  return { reason, callId, boot: bootS, record };
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').toString('utf8');
const toIso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
