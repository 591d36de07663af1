/** Which page is shown: the part of the address after `#/`. */
import { useSyncExternalStore } from 'react';

export type Route = { readonly page: string; readonly id: string | null };

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** `#/contacts/p1003` → page "contacts", id "p1003". Without a hash: contacts. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const [page = '', id = ''] = hash.replace(/^#\//, '').split('/');
  return { page: page || 'contacts', id: id ? decodeURIComponent(id) : null };
}
