/** What is kept of a call: Kamailio's row of it (kamailio/records.cfg), read and named. Who keeps it is beside this file. */

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
  /** ISO 8601, to the second. Null: the call outlived a restart of Kamailio, which forgot it. */
  readonly beganAt: string | null;
  /** Null: never answered, or forgotten. */
  readonly answeredAt: string | null;
  readonly endedAt: string;
  /** Of talk; null when it is not known. */
  readonly seconds: number | null;
  /** 200, or what it failed with. */
  readonly status: number;
};

/** After Kamailio's own method, tags, Call-ID, code, reason and time. */
const FIRST_FIELD = 7;

/** Null for a row that is none: half written, or of another shape. */
export function parseRow(row: string): CallRecord | null {
  const fields = row.split('|');
  const status = Number(fields[4]);
  const [callId, agent = '', provider = '', far = '', did = '', began, answered, ended] =
    fields.slice(FIRST_FIELD);
  const endedS = Number(ended);
  if (!callId || !(endedS > 0) || !(status >= 100) || fields.length !== FIRST_FIELD + 8) return null;
  const [beganS, answeredS] = [Number(began) || null, Number(answered) || null];
  return {
    id: `${fromHex(callId)}@${beganS ?? endedS}`,
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
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').toString('utf8');
const toIso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
