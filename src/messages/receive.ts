/**
 * Carrying in: every message has an address, its sender a role, its content a schema, and the role a list of what it
 * may ask. Handlers see only what passed all four. Listeners are registered at once, when these functions are called.
 */
import { browser } from 'wxt/browser';
import { log } from '../log.ts';
import { ALLOWED, HARMLESS_COMMANDS } from './allowed.ts';
import { parseAnnouncement, parseHostRequest, parseSwitchboardRequest } from './parse.ts';
import type { Announcement, HostRequest, Reply, Role, SwitchboardRequest } from './protocol.ts';
import { type RawSender, type Self, type Sender, senderOf } from './role.ts';

export type { Sender } from './role.ts';

export type Handler<Request> = (request: Request, sender: Sender) => Promise<Reply<unknown>>;

type Respond = (reply: Reply<unknown>) => void;
type Listener = (message: unknown, sender: RawSender, respond: Respond) => true | undefined;

/** Answers what screens, pages and the host ask. The handler runs inside the sender's user gesture until its first await. */
export function onSwitchboardRequest(handler: Handler<SwitchboardRequest>, signal: AbortSignal): void {
  listen((message, raw, respond) => {
    if (!isAddressed(message, 'switchboard')) return undefined;
    const sender = senderOf(raw, self());
    const request = parseSwitchboardRequest(message.request);
    if (sender === null || request === null) return refuse(respond, sender, message.request);
    if (!mayAsk(sender, request)) return refuse(respond, sender, message.request);
    return answer(() => handler(request, sender), respond);
  }, signal);
}

/** Answers what the switchboard asks of the host. Pages are refused, whatever they ask. */
export function onHostRequest(handler: Handler<HostRequest>, signal: AbortSignal): void {
  listen((message, raw, respond) => {
    if (!isAddressed(message, 'host')) return undefined;
    const sender = senderOf(raw, self());
    const request = parseHostRequest(message.request);
    if (sender?.role !== 'switchboard' || request === null) return refuse(respond, sender, message.request);
    return answer(() => handler(request, sender), respond);
  }, signal);
}

/** Where there is no document for the host, it lives with the switchboard. */
const TELLERS: readonly (Role | undefined)[] = ['host', 'switchboard'];

/** Hears what the host tells everybody. Nothing is answered; what does not parse is dropped. */
export function onAnnouncement(handler: (announcement: Announcement) => void, signal: AbortSignal): void {
  listen((message, raw) => {
    if (!isAddressed(message, 'all') || !TELLERS.includes(senderOf(raw, self())?.role)) return undefined;
    const announcement = parseAnnouncement(message.announcement);
    if (announcement === null) log.warn('messages', 'an announcement did not parse');
    else handler(announcement);
    return undefined;
  }, signal);
}

/** Only the phone's own screens may call, answer or end. */
function mayAsk({ role }: Sender, request: SwitchboardRequest): boolean {
  if (!ALLOWED[role].includes(request.type)) return false;
  if (request.type !== 'command' || role === 'popup' || role === 'panel') return true;
  return HARMLESS_COMMANDS.some((harmless) => harmless === request.command.type);
}

// A reply goes by `respond` and `true`: every browser and every version understands it, a returned promise not so.
// `undefined` leaves a message with another address to its own listener.
function listen(listener: Listener, signal: AbortSignal): void {
  if (signal.aborted) return;
  const registered = listener as Parameters<typeof browser.runtime.onMessage.addListener>[0];
  browser.runtime.onMessage.addListener(registered);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(registered), {
    once: true,
  });
}

function answer(handle: () => Promise<Reply<unknown>>, respond: Respond): true {
  // The executor runs at once: a handler that must act within a user gesture still can, and its throw is a rejection.
  new Promise<Reply<unknown>>((resolve) => resolve(handle())).then(respond, (error: unknown) => {
    log.error('messages', 'a request could not be handled', error);
    respond({ ok: false, failure: { code: 'unknown', detail: 'internal error' } });
  });
  return true;
}

function refuse(respond: Respond, sender: Sender | null, request: unknown): true {
  const type = (request as { type?: unknown } | null | undefined)?.type;
  log.warn('messages', 'a request was refused', {
    role: sender?.role ?? 'stranger',
    type: String(type).slice(0, 40),
  });
  respond({ ok: false, failure: { code: 'not-supported', detail: 'refused' } });
  return true;
}

function isAddressed(message: unknown, to: string): message is { request?: unknown; announcement?: unknown } {
  return typeof message === 'object' && message !== null && (message as { to?: unknown }).to === to;
}

function self(): Self {
  return { id: browser.runtime.id, origin: browser.runtime.getURL('/' as never).replace(/\/$/, '') };
}
