/**
 * Numbers that reach us as a text and no mark: a selection or a link in the context menu, words in the address bar. They are
 * read and raised like a number that was clicked; nothing is dialled here.
 */
import { newCallId } from '../call/callId.ts';
import type { Failure } from '../call/failure.ts';
import type { Reply } from '../messages/protocol.ts';
import type { CountryHint } from '../numbers/e164.ts';
import { type ParsedNumber, parseNumber } from '../numbers/parse.ts';
import type { HostDoor } from './hostDoor.ts';

export type TextCallsDeps = {
  readonly door: Pick<HostDoor, 'ask'>;
  /** How numbers without a prefix are read: on this site, or where there is none. */
  readonly countryOf: (origin: string | undefined) => Promise<CountryHint | null>;
};

export interface TextCalls {
  /** Null: there is no number in it, or of which country it is nobody said. */
  read(text: string, origin?: string): Promise<ParsedNumber | null>;
  /** `origin`: of the page in which somebody chose the text. */
  raise(text: string, origin?: string): Promise<Reply<null>>;
}

/** A selection is rarely only the number: "Tel. 020 7946 0018", "(desk) +44 …". */
const BEFORE_NUMBER = /^[^+(\d]*(?:\([^\d)]*\)[^+(\d]*)?/u;
const LONGEST = 120;

export function createTextCalls({ door, countryOf }: TextCallsDeps): TextCalls {
  async function read(text: string, origin?: string): Promise<ParsedNumber | null> {
    const line = text.trim();
    if (line.length > LONGEST) return null;
    const hint = await countryOf(origin);
    return parseNumber(line, hint) ?? parseNumber(line.replace(BEFORE_NUMBER, ''), hint);
  }

  return {
    read,
    async raise(text, origin) {
      const number = await read(text, origin);
      if (!number) return { ok: false, failure: NO_NUMBER };
      const { e164, extension, country, why } = number;
      const remote = { e164, display: e164, ...(extension !== undefined && { extension }) };
      const site = origin === undefined ? {} : { site: origin };
      const raised = { callId: newCallId(), remote, text: text.trim(), country, why, ...site };
      return door.ask({ type: 'command', command: { type: 'raise', raised } });
    },
  };
}

const NO_NUMBER: Failure = { code: 'number-invalid', detail: 'the text is no number that can be called' };
