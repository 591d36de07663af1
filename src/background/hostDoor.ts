/**
 * The way to the host: sees to it that the offscreen document exists, once, and asks it. What is asked, and what the
 * host does with it, is not known here. The browser is asked each time: the worker may have slept.
 */
import { log } from '../log.ts';
import type { HostReplies, HostRequest, Reply } from '../messages/protocol.ts';
import type { askHost } from '../messages/send.ts';

export type HostDoorDeps = {
  /** Does the host's document exist now? */
  readonly exists: () => Promise<boolean>;
  /** Opens it; resolves when it has loaded. */
  readonly open: () => Promise<void>;
  /** Closes it, with all that goes on in it. */
  readonly close: () => Promise<void>;
  readonly ask: typeof askHost;
  /** Milliseconds to wait for a new host to be given its account before it is asked anything. */
  readonly greetingMs?: number;
};

export interface HostDoor {
  /** True: the host is there, and if it was opened just now it has been greeted. */
  ensure(): Promise<boolean>;
  exists(): Promise<boolean>;
  /** A new document in place of the present one; true when it is there and has been greeted. */
  replace(): Promise<boolean>;
  /** Opens the host first when it is not there. */
  ask: typeof askHost;
  /** Null instead of an answer when there is no host; opens nothing. */
  askIfThere<Type extends HostRequest['type']>(
    request: Extract<HostRequest, { type: Type }>,
  ): Promise<Reply<HostReplies[Type]> | null>;
  /** The new host said hello and has been given what it needs. */
  greeted(): void;
}

/** The message with which Chromium refuses a second document: then the first one is there, which is all we want. */
const ALREADY_OPEN = /single offscreen document/i;
/** Usually tens of milliseconds; the host may spend a second on a stuck journal. One that stays silent blocks nobody. */
const GREETING_MS = 1_500;

export function createHostDoor(deps: HostDoorDeps): HostDoor {
  let opening: Promise<boolean> | null = null;
  let greeted: () => void = () => undefined;

  async function open(): Promise<boolean> {
    if (await deps.exists()) return true;
    const greeting = new Promise<void>((resolve) => {
      greeted = resolve;
    });
    try {
      await deps.open();
    } catch (error) {
      if (ALREADY_OPEN.test(error instanceof Error ? error.message : '')) return true;
      log.error('switchboard', 'the host could not be opened', error);
      return false;
    }
    log.info('switchboard', 'the host is open');
    await within(greeting, deps.greetingMs ?? GREETING_MS);
    return true;
  }

  function ensure(): Promise<boolean> {
    opening ??= open()
      .catch((error: unknown) => {
        log.error('switchboard', 'the browser does not say whether the host exists', error);
        return false;
      })
      .finally(() => {
        opening = null;
      });
    return opening;
  }

  async function replace(): Promise<boolean> {
    try {
      await deps.close();
    } catch (error) {
      // It closed by itself, or will be found again by `ensure`.
      log.warn('switchboard', 'the host could not be closed', error);
    }
    return ensure();
  }

  return {
    ensure,
    replace,
    exists: () => deps.exists(),
    ask: async (request) => {
      if (await ensure()) return deps.ask(request);
      return { ok: false, failure: { code: 'line-not-ready', detail: 'the host could not be opened' } };
    },
    askIfThere: async (request) => ((await deps.exists()) ? deps.ask(request) : null),
    greeted: () => greeted(),
  };
}

async function within(promise: Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise, patience]);
  clearTimeout(timer);
}
