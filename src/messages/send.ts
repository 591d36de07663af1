/**
 * Carrying out: asking the switchboard, asking the host, telling everybody. Small on purpose, because the content
 * script carries it too; what comes in is parsed in parse.ts. Nothing here ever throws at the asker.
 */
import { browser } from 'wxt/browser';
import type {
  Announcement,
  HostReplies,
  HostRequest,
  Message,
  Reply,
  SwitchboardReplies,
  SwitchboardRequest,
} from './protocol.ts';

/** Asks the background. A missing receiver or a malformed reply is a refusal with the code 'unknown'. */
export function askSwitchboard<Type extends SwitchboardRequest['type']>(
  request: Extract<SwitchboardRequest, { type: Type }>,
): Promise<Reply<SwitchboardReplies[Type]>> {
  return ask({ to: 'switchboard', request });
}

/** Asks the context that holds the phone. Used by the switchboard only; refusals as in `askSwitchboard`. */
export function askHost<Type extends HostRequest['type']>(
  request: Extract<HostRequest, { type: Type }>,
): Promise<Reply<HostReplies[Type]>> {
  return ask({ to: 'host', request });
}

/** Tells every context of the extension. Nobody listening is fine. */
export function announce(announcement: Announcement): void {
  const message: Message = { to: 'all', announcement };
  // Nobody listening rejects; listeners that do not answer resolve with nothing: both are fine.
  carry(message).catch(() => undefined);
}

async function ask<Value>(message: Message): Promise<Reply<Value>> {
  try {
    return expectReply<Value>(await carry(message));
  } catch (error) {
    return refusal(error instanceof Error ? error.message : 'no answer');
  }
}

// Async, so that a runtime that is gone (an updated extension's old content script) rejects instead of throwing.
async function carry(message: Message): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}

function expectReply<Value>(answer: unknown): Reply<Value> {
  const shape = answer as { ok?: unknown; failure?: { code?: unknown } } | null | undefined;
  if (shape?.ok === true && 'value' in shape) return answer as Reply<Value>;
  if (shape?.ok === false && typeof shape.failure?.code === 'string') return answer as Reply<Value>;
  return refusal('nobody answered');
}

function refusal(detail: string): {
  readonly ok: false;
  readonly failure: { code: 'unknown'; detail: string };
} {
  return { ok: false, failure: { code: 'unknown', detail } };
}
