/**
 * Offhook in a page, put together: marks, observer, pointer and card. Knows no secret and dials nothing; all it can do
 * is ask that a number be raised. Ends with its signal and leaves nothing behind.
 */
import type { CallId } from '../call/state.ts';
import type { PageSettings, Reply } from '../messages/protocol.ts';
import type { E164 } from '../numbers/e164.ts';
import { type Card, createCard } from './card.ts';
import type { CardWords } from './cardContent.ts';
import { createGrace } from './grace.ts';
import { listenForHints } from './hints.ts';
import { createMarks, type Marks } from './marks.ts';
import { createOneClick } from './oneClick.ts';
import { listenToPointer, targetOf } from './pointer.ts';
import { createReading } from './reading.ts';
import { createSayings, type Said } from './said.ts';
import { createScanner, type Scanner } from './scan.ts';
import { type ShadowRootOf, shadowRootReader } from './shadowRoots.ts';
import { listenForSteps } from './steps.ts';
import { type Raised, raisedOf, type Target } from './target.ts';
import { type Watch, watch } from './watch.ts';

export type PageDeps = {
  readonly words: CardWords;
  readonly settings: PageSettings;
  /**
   * Asks the switchboard to raise the number in the extension's own panel. `atOnce`: a person saw what they clicked. When it
   * dials by itself (epoch ms); null: when somebody presses Call.
   */
  readonly ask: (raised: Raised, atOnce: boolean) => Promise<Reply<number | null>>;
  readonly cancel: (callId: CallId) => void;
  readonly zonesOf: (e164: E164) => Promise<readonly string[]>;
  /** Asks the switchboard to remember what a person said here. */
  readonly remember: (said: Said) => void;
  /** How shadow roots are told of; by default as this browser does it. */
  readonly shadowRootOf?: ShadowRootOf;
  /** False once the extension was updated or removed: this script is then the old one. */
  readonly isAlive: () => boolean;
};

/** Marks the document's numbers and listens until the signal aborts. Null where the page wants none. */
export function startPage(deps: PageDeps, signal: AbortSignal): Marks | null {
  const { words, settings, ask, cancel, remember, isAlive, shadowRootOf = shadowRootReader() } = deps;
  if (signal.aborted || asksForNoNumbers() || !('highlights' in CSS)) return null;
  const sayings = createSayings(settings, remember);
  // The switchboard takes such a click from no frame either.
  const dialsAtOnce = settings.oneClick && window === top;
  const reading = createReading(sayings);
  const page = document.body ?? document.documentElement;
  const marks = createMarks(signal);
  signal.addEventListener('abort', marks.clear);
  const grace = createGrace(
    {
      cancel,
      onWaiting: (target) => card.target === target && card.sayCalling(),
      onOver: (target) => card.target === target && card.hide(),
    },
    signal,
  );
  const raise = async (target: Target, atOnce = false) => {
    const raised = raisedOf(target);
    const asked = ask(raised, atOnce);
    grace.begin(target, raised.callId, asked);
    const reply = await asked;
    if (!reply.ok && card.target === target) card.sayFailed();
  };
  const raiseAt = (target: Target, point: { readonly x: number; readonly y: number }, atOnce = false) => {
    if (grace.isWaitingFor(target)) return;
    card.showRaised(target, point);
    void raise(target, atOnce);
  };
  const card: Card = createCard(
    {
      words,
      zonesOf: deps.zonesOf,
      keepsClear: dialsAtOnce,
      onCall: (target) => {
        const isThere = isAlive() && target.isStillThere();
        if (isThere) void raise(target);
        return isThere;
      },
      onCountry: (target, country) => {
        sayings.correct(target.node, country);
        // Other numbers of the record are read again as well.
        scanner.addTree(page);
        return target.reread();
      },
      onDialler: (target, dialler) => {
        sayings.choose(dialler);
        const [box] = target.rects();
        if (dialler === 'offhook' && box && target.isStillThere()) raiseAt(target, box);
        else card.hide();
      },
    },
    signal,
  );
  const scanner: Scanner = createScanner(
    {
      marks,
      read: reading.read,
      shadowRootOf,
      onShadow: (root) => watching.observe(root),
      onIdle: () => {
        marks.review();
        sayings.forget();
        reading.forget();
      },
    },
    signal,
  );
  const watching: Watch = watch({ marks, scanner: () => scanner, isOurs: card.isOurs, isAlive }, signal);
  listenToPointer(
    {
      marks,
      scanner,
      card,
      oneClick: dialsAtOnce ? createOneClick({ marks, isOurs: card.isOurs }, signal) : undefined,
      hintFor: sayings.hintFor,
      isAlive,
      diallerOf: sayings.diallerOf,
      onRaise: raiseAt,
      onAsk: card.ask,
    },
    signal,
  );
  const targets = () => marks.nearby().map((mark) => targetOf(mark, marks, scanner));
  listenForHints({ targets, show: card.show, isAlive }, signal);
  listenForSteps({ targets, current: () => card.target, show: card.show, isAlive }, signal);
  scanner.begin(page);
  return marks;
}

/** The page's own word that its digits are not to be treated as telephone numbers. */
function asksForNoNumbers(): boolean {
  // In the head, where it belongs: to look for it everywhere takes as long as a tenth of the reading.
  const metas = document.head?.querySelectorAll('meta[name="format-detection" i]') ?? [];
  return [...metas].some((meta) => /telephone\s*=\s*no/i.test(meta.getAttribute('content') ?? ''));
}
