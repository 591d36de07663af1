/** Looks through every file of a browser's profile, as somebody would who found the disk: for words, and for what opens a seal. */
import { webcrypto } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

type File = { readonly name: string; readonly bytes: Buffer };

/** As src/storage/sealed.ts writes them. */
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
/** Inside the database's files JSON may be escaped once more. */
const SEALED = /\\?"data\\?":\\?"([A-Za-z0-9+/]{40,}={0,2})/g;

/** "encoding word in file" for each of these words that a file holds, in any of the encodings that Chromium stores text in. */
export async function findInProfile(
  profileDir: string,
  words: readonly string[],
): Promise<readonly string[]> {
  const files = await readAll(profileDir);
  return words.flatMap((word, at) =>
    (['utf8', 'utf16le', 'base64'] as const).flatMap((encoding) => {
      // Not the last characters of base64: they depend on what follows.
      const needle =
        encoding === 'base64'
          ? Buffer.from(Buffer.from(word).toString('base64').slice(0, -4))
          : Buffer.from(word, encoding);
      return files
        .filter(({ bytes }) => bytes.includes(needle))
        .map(({ name }) => `${encoding} of word ${at} in ${name}`);
    }),
  );
}

/** Every sealed text of the profile, old ones too, that a key of the profile opens. */
export async function unsealProfile(profileDir: string): Promise<readonly string[]> {
  const files = await readAll(profileDir);
  const keys = files.filter(({ bytes }) => bytes.length === KEY_BYTES);
  const sealed = new Set(
    files.flatMap(({ bytes }) =>
      [...bytes.toString('latin1').matchAll(SEALED)].map(([, data]) => data ?? ''),
    ),
  );
  const opened: string[] = [];
  for (const data of sealed)
    for (const { bytes } of keys) {
      const text = await open(Buffer.from(data, 'base64'), bytes);
      if (text !== null) opened.push(text);
    }
  return opened;
}

async function open(data: Buffer, raw: Buffer): Promise<string | null> {
  try {
    const key = await webcrypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
    const algorithm = { name: 'AES-GCM', iv: data.subarray(0, NONCE_BYTES) };
    return Buffer.from(await webcrypto.subtle.decrypt(algorithm, key, data.subarray(NONCE_BYTES))).toString();
  } catch {
    return null;
  }
}

async function readAll(profileDir: string): Promise<readonly File[]> {
  const entries = await readdir(profileDir, { recursive: true, withFileTypes: true });
  const files: File[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    // A browser that runs removes files while we look.
    const bytes = await readFile(path).catch(() => null);
    if (bytes) files.push({ name: relative(profileDir, path), bytes });
  }
  return files;
}
