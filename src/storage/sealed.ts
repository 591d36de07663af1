/**
 * Text that can really be erased. What is removed from storage.local or IndexedDB stays in the files of the profile until the
 * browser compacts them (Chromium 156: still there after it was closed, and a CryptoKey in IndexedDB lies there in the clear).
 * A file of the origin's private file system is gone when it is removed: so the text lies encrypted in storage.local, and
 * its key, of which each text has its own, in such a file.
 */
import { log } from '../log.ts';

/** `key` names the file; `data` is base64 of a nonce and the AES-GCM ciphertext. */
export type Sealed = { readonly key: string; readonly data: string };

const FOLDER = 'keys';
const ALGORITHM = 'AES-GCM';
const KEY_BYTES = 32;
/** NIST SP 800-38D §8.2: 96 bits. */
const NONCE_BYTES = 12;

/** Null where the browser has no private files: nothing can be sealed there. */
export async function seal(text: string): Promise<Sealed | null> {
  const folder = await openFolder();
  if (!folder) return null;
  const raw = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(text);
  const ciphertext = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, await keyOf(raw), plain);
  const key = crypto.randomUUID();
  const file = await (await folder.getFileHandle(key, { create: true })).createWritable();
  await file.write(raw);
  await file.close();
  return { key, data: toBase64(new Uint8Array([...iv, ...new Uint8Array(ciphertext)])) };
}

/** Null: its key is gone, or it was changed. */
export async function unseal({ key, data }: Sealed): Promise<string | null> {
  try {
    const file = await (await (await openFolder())?.getFileHandle(key))?.getFile();
    if (!file) return null;
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const iv = bytes.slice(0, NONCE_BYTES);
    const ours = await keyOf(await file.arrayBuffer());
    const plain = await crypto.subtle.decrypt({ name: ALGORITHM, iv }, ours, bytes.slice(NONCE_BYTES));
    return new TextDecoder().decode(plain);
  } catch (error) {
    log.warn('storage', 'a sealed value could not be opened', error);
    return null;
  }
}

/** Whatever was sealed with another key than `but` is lost for good. Rejects when the browser cannot remove a file. */
export async function dropKeys(but?: string): Promise<void> {
  const folder = await openFolder();
  if (!folder) return;
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  for (const name of names) if (name !== but) await folder.removeEntry(name);
}

async function openFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage?.getDirectory?.();
    return (await root?.getDirectoryHandle(FOLDER, { create: true })) ?? null;
  } catch (error) {
    log.warn('storage', 'this browser gives us no private files', error);
    return null;
  }
}

function keyOf(raw: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, ALGORITHM, false, ['encrypt', 'decrypt']);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(''));
}
