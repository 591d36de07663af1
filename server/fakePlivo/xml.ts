/** Plivo XML as its switch reads it: a document becomes instructions, or null where Plivo would drop the call. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type Dial = {
  readonly kind: 'dial';
  /** Digits; a Dial has either numbers or users here, although Plivo would ring both kinds at once. */
  readonly numbers: readonly string[];
  /** SIP users of registered endpoints. */
  readonly users: readonly string[];
  readonly callerId: string | null;
  /** Plivo's default: 14,400 s. */
  readonly timeLimitSeconds: number;
  /** How long it rings; null: until somebody gives up. */
  readonly ringSeconds: number | null;
  /** Asked for the next instructions when the dialled side is done. */
  readonly actionUrl: string | null;
};

export type Instruction =
  | Dial
  | { readonly kind: 'speak'; readonly text: string }
  | { readonly kind: 'hangup'; readonly reason: 'rejected' | 'busy' | null }
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'wait'; readonly seconds: number };

type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
};

const DEFAULT_TIME_LIMIT_SECONDS = 14_400;
const LARGEST_DOCUMENT = 100_000; // bytes; Plivo's limit

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  processEntities: true,
});

/** The instructions in order; null: not XML, not a Response, or an element or attribute that Plivo does not know. */
export function parseInstructions(xml: string): readonly Instruction[] | null {
  if (xml.length > LARGEST_DOCUMENT || XMLValidator.validate(xml) !== true) return null;
  const roots = elements(parser.parse(xml)).filter(({ name }) => !name.startsWith('?'));
  const [response] = roots;
  if (roots.length !== 1 || response?.name !== 'Response') return null;
  const instructions = response.children.map(instruction);
  return instructions.includes(null) ? null : (instructions as Instruction[]);
}

function instruction({ name, attributes, children, text }: Element): Instruction | null {
  if (name === 'Speak') return { kind: 'speak', text };
  if (name === 'Redirect') return text ? { kind: 'redirect', url: text } : null;
  if (name === 'Wait') return { kind: 'wait', seconds: Number(attributes.length ?? 1) };
  if (name === 'Hangup') {
    const { reason = null } = attributes;
    return reason === null || reason === 'rejected' || reason === 'busy' ? { kind: 'hangup', reason } : null;
  }
  return name === 'Dial' ? dial(attributes, children) : null;
}

const DIAL_ATTRIBUTES = new Set(
  'action method hangupOnStar timeLimit timeout callerId callerName confirmSound confirmKey dialMusic callbackUrl callbackMethod redirect digitsMatch digitsMatchBLeg sipHeaders'.split(
    ' ',
  ),
);

function dial(attributes: Element['attributes'], children: readonly Element[]): Dial | null {
  if (Object.keys(attributes).some((name) => !DIAL_ATTRIBUTES.has(name))) return null;
  const named = (name: string) => children.filter((child) => child.name === name).map(({ text }) => text);
  const numbers = named('Number');
  const users = named('User').map(sipUser);
  if (numbers.length + users.length !== children.length || children.length === 0) return null;
  if (numbers.some((number) => !/^\+?\d{3,15}$/.test(number)) || users.includes(null)) return null;
  const [limit, ring] = [
    Number(attributes.timeLimit ?? DEFAULT_TIME_LIMIT_SECONDS),
    Number(attributes.timeout),
  ];
  if (!Number.isInteger(limit) || limit < 1) return null;
  return {
    kind: 'dial',
    numbers: numbers.map((number) => number.replace('+', '')),
    users: users as string[],
    callerId: attributes.callerId ?? null,
    timeLimitSeconds: limit,
    ringSeconds: Number.isInteger(ring) && ring > 0 ? ring : null,
    actionUrl: attributes.action ?? null,
  };
}

const sipUser = (uri: string): string | null => /^sip:([\w.-]+)@phone\.plivo\.com$/.exec(uri)?.[1] ?? null;

/** What the parser gives in document order (`[{ Name: children, ':@': attributes }, { '#text': … }]`) as elements. */
function elements(nodes: readonly Record<string, unknown>[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const inside = node[name] as Record<string, unknown>[];
    const texts = inside.map((child) => child['#text']).filter((text) => text !== undefined);
    const attributes = (node[':@'] ?? {}) as Record<string, string>;
    return [{ name, attributes, children: elements(inside), text: texts.join('').trim() }];
  });
}
