/**
 * Offhook in a page, put together: marks, observer, pointer and card. Knows no secret and dials nothing; all it can do
 * is ask that a number be raised. Ends with its signal and leaves nothing behind.
 */
import type { PageSettings, Reply } from '../messages/protocol.ts';
import { type Card, createCard } from './card.ts';
import type { CardWords } from './cardContent.ts';
import { createMarks, type Marks } from './marks.ts';
import { listenToPointer } from './pointer.ts';
import { createReading } from './reading.ts';
import { createScanner, type Scanner } from './scan.ts';
import { type ShadowRootOf, shadowRootReader } from './shadowRoots.ts';
import { type Raised, raisedOf, type Target } from './target.ts';
import { type Watch, watch } from './watch.ts';

export type PageDeps = {
  readonly words: CardWords;
  readonly settings: PageSettings;
  /** Asks the switchboard to raise the number in the extension's own panel. */
  readonly ask: (raised: Raised) => Promise<Reply<null>>;
  /** How shadow roots are told of; by default as this browser does it. */
  readonly shadowRootOf?: ShadowRootOf;
  /** False once the extension was updated or removed: this script is then the old one. */
  readonly isAlive: () => boolean;
};

/** Marks the document's numbers and listens until the signal aborts. Null where the page wants none. */
export function startPage(deps: PageDeps, signal: AbortSignal): Marks | null {
  const { words, settings, ask, isAlive, shadowRootOf = shadowRootReader() } = deps;
  if (signal.aborted || asksForNoNumbers() || !('highlights' in CSS)) return null;
  const hint = settings.country;
  const marks = createMarks(signal);
  signal.addEventListener('abort', marks.clear);
  const raise = async (target: Target) => {
    const reply = await ask(raisedOf(target));
    if (!reply.ok && card.target === target) card.sayFailed();
  };
  const card: Card = createCard(
    {
      words,
      onCall: (target) => {
        const isThere = isAlive() && target.isStillThere();
        if (isThere) void raise(target);
        return isThere;
      },
    },
    signal,
  );
  const scanner: Scanner = createScanner(
    {
      marks,
      read: createReading(() => hint),
      shadowRootOf,
      onShadow: (root) => watching.observe(root),
      onIdle: marks.assert,
    },
    signal,
  );
  const watching: Watch = watch({ marks, scanner: () => scanner, isOurs: card.isOurs, isAlive }, signal);
  listenToPointer(
    {
      marks,
      scanner,
      card,
      hint,
      isAlive,
      onRaise: (target, point) => {
        card.showRaised(target, point);
        void raise(target);
      },
    },
    signal,
  );
  scanner.addTree(document.body ?? document.documentElement);
  return marks;
}

/** The page's own word that its digits are not to be treated as telephone numbers. */
function asksForNoNumbers(): boolean {
  const metas = document.querySelectorAll('meta[name="format-detection" i]');
  return [...metas].some((meta) => /telephone\s*=\s*no/i.test(meta.getAttribute('content') ?? ''));
}
