/**
 * What Plivo is told to do with a call: the five elements of Plivo XML that we use (plivo.com/docs/voice/xml). Values
 * are escaped here and nowhere else. Which element a call gets is decided in routes/.
 */

export type Instruction =
  | {
      readonly do: 'dial-number';
      readonly number: string;
      readonly callerId: string;
      readonly timeoutSeconds: number;
      readonly timeLimitSeconds: number;
    }
  | {
      readonly do: 'dial-users';
      readonly uris: readonly string[];
      readonly callerId: string | null;
      readonly timeoutSeconds: number;
      readonly timeLimitSeconds: number;
      /** Plivo asks here what comes next, with DialStatus. */
      readonly action: string;
    }
  | { readonly do: 'speak'; readonly text: string }
  | { readonly do: 'hang-up' };

/** `null` leaves the attribute out. */
type Attributes = Readonly<Record<string, string | number | null>>;

/** One document, the instructions in order. The same instructions give the same bytes. */
export function toXml(instructions: readonly Instruction[]): string {
  return element('Response', {}, instructions.map(one).join(''));
}

function one(instruction: Instruction): string {
  switch (instruction.do) {
    case 'dial-number': {
      const { callerId, timeoutSeconds: timeout, timeLimitSeconds: timeLimit } = instruction;
      return element(
        'Dial',
        { callerId, timeLimit, timeout },
        element('Number', {}, escaped(instruction.number)),
      );
    }
    case 'dial-users': {
      const { action, callerId, timeoutSeconds: timeout, timeLimitSeconds: timeLimit } = instruction;
      const users = instruction.uris.map((uri) => element('User', {}, escaped(uri))).join('');
      return element('Dial', { callerId, timeLimit, timeout, action, method: 'POST' }, users);
    }
    case 'speak':
      return element('Speak', {}, escaped(instruction.text));
    case 'hang-up':
      return '<Hangup/>';
  }
}

function element(name: string, attributes: Attributes, content: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  return `<${name}${written}>${content}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** What XML 1.0 (§2.2) cannot hold even escaped: control characters, lone surrogates, the two non-characters. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escaped(text: string): string {
  return text.replace(NOT_XML, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
