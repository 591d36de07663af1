/** What the pointer is on: a number that could be raised, wherever it came from (text or link), and how it is raised. */
import { newCallId } from '../call/callId.ts';
import type { RaisedNumber } from '../call/state.ts';
import type { Country, CountrySource, E164 } from '../numbers/e164.ts';
import { groupedAs } from '../numbers/regroup.ts';
import { readContext } from './context.ts';

export type Target = {
  readonly e164: E164;
  readonly extension?: string;
  readonly country: Country;
  readonly why: CountrySource;
  /** The text as the page has it. */
  readonly text: string;
  /** Where it stands, for the name near it. */
  readonly node: Node;
  /** Its boxes on the screen now, in client coordinates; none when it is gone. */
  rects(): readonly DOMRect[];
  /** Reads the page again: does it still say this number? */
  isStillThere(): boolean;
  /** The same place read again, in the country that holds there now; null when it has no number any more. */
  reread(): Target | null;
};

export type Raised = Omit<RaisedNumber, 'raisedAt'>;

/** The wire takes no more than this of a page's text. */
const MAX_TEXT = 120;

/** The card and the click show and send the same thing: this. The call id is made here, where the finger clicked. */
export function raisedOf(target: Target): Raised {
  const { e164, extension, country, why, text } = target;
  return {
    callId: newCallId(),
    remote: {
      e164,
      display: groupedAs(text, e164),
      ...readContext(target.node, text),
      ...(extension !== undefined && { extension }),
    },
    text: text.slice(0, MAX_TEXT),
    country,
    why,
  };
}

/** "08-465 004 27" and +46846500427: the same number, of which one was read in a country. */
export function endsAlike(one: E164, other: E164): boolean {
  return one.slice(-7) === other.slice(-7);
}

/** Two looks at the same thing: same number, same extension. */
export function isSameNumber(one: Target | null, other: Target | null): boolean {
  return one?.e164 === other?.e164 && one?.extension === other?.extension;
}
