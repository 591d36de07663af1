/** Who speaks: decided from what the browser says about a sender (id, origin), never from a URL's text or the message. */
import { isWebOrigin } from './origin.ts';
import type { Role } from './protocol.ts';

/** A sender that was accepted. `origin` is the browser's word, e.g. "https://crm.example". */
export type Sender = {
  readonly role: Role;
  readonly tabId?: number;
  readonly frameId?: number;
  readonly origin?: string;
  /** Of the page in the tab, where the browser lets us see it: it does where the site is permitted. */
  readonly topOrigin?: string;
};

/** The part of runtime.MessageSender that is looked at. */
export type RawSender = {
  readonly id?: string | undefined;
  readonly origin?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
};

/** Our documents by the path that the build gives them. */
const DOCUMENTS: Readonly<Record<string, Role>> = {
  '/popup.html': 'popup',
  '/sidepanel.html': 'panel',
  '/options.html': 'options',
  '/welcome.html': 'welcome',
  '/offscreen.html': 'host',
};
const SWITCHBOARDS: readonly string[] = ['/background.js', '/_generated_background_page.html'];

export type Self = { readonly id: string; readonly origin: string };

/** Null: not one of ours, or in a place where none of ours has any business (a sandboxed frame, a file). */
export function senderOf(raw: RawSender, self: Self): Sender | null {
  const role = roleOf(raw, self);
  if (role === null) return null;
  return {
    role,
    ...(raw.tab?.id !== undefined && { tabId: raw.tab.id }),
    ...(raw.frameId !== undefined && { frameId: raw.frameId }),
    ...(raw.origin !== undefined && { origin: raw.origin }),
    ...(raw.tab?.url !== undefined &&
      URL.canParse(raw.tab.url) && { topOrigin: new URL(raw.tab.url).origin }),
  };
}

function roleOf(raw: RawSender, self: Self): Role | null {
  if (typeof raw?.id !== 'string' || raw.id !== self.id) return null;
  if (raw.origin === self.origin) return ownRole(raw, self);
  // Some contexts of the extension are announced without an origin; none of them lives in a tab.
  if (raw.origin === undefined) return raw.tab === undefined ? ownRole(raw, self) : null;
  return raw.tab !== undefined && isWebOrigin(raw.origin) ? 'page' : null;
}

/** Our origin is the browser's word; which of our documents speaks is the exact path of its address. */
function ownRole({ url, tab }: RawSender, self: Self): Role | null {
  if (url === undefined) return tab === undefined ? 'switchboard' : null;
  // Not by URL.origin: of an extension's scheme not every engine tells one.
  if (!url.startsWith(`${self.origin}/`)) return null;
  const [pathname = ''] = url.slice(self.origin.length).split(/[?#]/);
  return DOCUMENTS[pathname] ?? (tab === undefined && SWITCHBOARDS.includes(pathname) ? 'switchboard' : null);
}
