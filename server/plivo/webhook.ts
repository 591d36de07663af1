/**
 * What a webhook of Plivo says: parameters of a form or a query → values we believe. Every field but CallUUID may be
 * missing, names are compared without their case (Plivo re-cases SIP headers), and nothing is taken that does not fit
 * its shape. Whether Plivo sent it at all is signature.ts.
 */
import { type E164, toE164 } from '../../src/numbers/e164.ts';
import type { Parameters } from './signature.ts';

export type Caller =
  /** The SIP user `sub_authId` of this account: it signed in with a token of ours. */
  | { readonly kind: 'agent'; readonly sub: string }
  /** Somebody who calls the Plivo number; digits when they show any. */
  | { readonly kind: 'outside'; readonly number: string | null };

export type CallStart = {
  readonly callUuid: string;
  readonly caller: Caller;
  readonly direction: 'inbound' | 'outbound';
  /** Digits of the number that was called: ours. */
  readonly calledNumber: string | null;
  /** X-PH-Dest, where the agent wants to go; `asked` tells "not said" from "not understood". */
  readonly destination: { readonly asked: boolean; readonly to: E164 | null };
  /** X-PH-Intent, likewise. */
  readonly intent: { readonly asked: boolean; readonly id: string | null };
  /** How the step of ringing before this one ended; null when none was taken. */
  readonly dialStatus: string | null;
};

export type CallEnd = {
  readonly callUuid: string;
  readonly durationSeconds: number | null;
  readonly billSeconds: number | null;
  readonly cause: string | null;
  /** Millionths of the account's currency. */
  readonly costMicros: number | null;
};

const CALL_UUID = /^[A-Za-z0-9-]{8,64}$/;
const INTENT = /^[A-Za-z0-9]{16,64}$/;
const AGENT = /^(?:sips?:)?([a-z0-9]{4,24})_([a-z0-9]+)@(?:[a-z0-9-]+\.)*plivo\.com(?:[:;].*)?$/i;

/** Null without a CallUUID: a call that cannot be named cannot be answered for. */
export function parseCallStart(parameters: Parameters, authId: string): CallStart | null {
  const find = finder(parameters);
  const callUuid = find('CallUUID');
  if (callUuid === null || !CALL_UUID.test(callUuid)) return null;
  const intent = find('X-PH-Intent');
  return {
    callUuid,
    caller: parseCaller(find('From') ?? '', authId),
    direction: find('Direction')?.toLowerCase() === 'outbound' ? 'outbound' : 'inbound',
    calledNumber: digits(find('To')),
    destination: {
      asked: isSaid(parameters, 'X-PH-Dest'),
      to: toE164(`+${digits(find('X-PH-Dest')) ?? ''}`),
    },
    intent: {
      asked: isSaid(parameters, 'X-PH-Intent'),
      id: intent !== null && INTENT.test(intent) ? intent : null,
    },
    dialStatus: find('DialStatus')?.toLowerCase() ?? null,
  };
}

export function parseCallEnd(parameters: Parameters): CallEnd | null {
  const find = finder(parameters);
  const callUuid = find('CallUUID');
  if (callUuid === null || !CALL_UUID.test(callUuid)) return null;
  return {
    callUuid,
    durationSeconds: wholeSeconds(find('Duration')),
    billSeconds: wholeSeconds(find('BillDuration')),
    cause: plainWords(find('HangupCauseName') ?? find('HangupCause')),
    costMicros: micros(find('TotalCost')),
  };
}

/** The first value of a name, whatever its case; null when it is absent, empty or said twice with two meanings. */
function finder(parameters: Parameters): (name: string) => string | null {
  return (name) => {
    const found = parameters.filter(([key]) => key.toLowerCase() === name.toLowerCase());
    const values = new Set(found.map(([, value]) => value.trim()));
    const [value] = values;
    return values.size === 1 && value ? value : null;
  };
}

function isSaid(parameters: Parameters, name: string): boolean {
  return parameters.some(([key, value]) => key.toLowerCase() === name.toLowerCase() && value.trim() !== '');
}

function parseCaller(from: string, authId: string): Caller {
  const [, sub, issuer] = AGENT.exec(from) ?? [];
  if (sub && issuer?.toLowerCase() === authId.toLowerCase()) return { kind: 'agent', sub: sub.toLowerCase() };
  return { kind: 'outside', number: digits(from) };
}

/** Plivo writes numbers without a plus; the extension sends digits only. Anything else is not a number. */
function digits(value: string | null): string | null {
  const match = /^\+?(\d{7,15})$/.exec(value ?? '');
  return match?.[1] ?? null;
}

/** What any database and any terminal can hold. */
function plainWords(value: string | null): string | null {
  return value?.replace(/[^\x20-\x7e]/g, '').slice(0, 64) || null;
}

/** Null: not said, or not in seconds. A doubt is the store's to judge, and counts as used there. */
function wholeSeconds(value: string | null): number | null {
  return value !== null && /^\d{1,7}(\.\d{1,6})?$/.test(value) ? Math.ceil(Number(value)) : null;
}

function micros(value: string | null): number | null {
  return value !== null && /^\d{1,9}(\.\d{1,12})?$/.test(value) ? Math.round(Number(value) * 1e6) : null;
}
