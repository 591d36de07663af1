/** The origin Chromium gives an extension that is loaded unpacked: it follows from the folder's path alone. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';

/**
 * `chrome-extension://<id>`: the first 16 bytes of the path's SHA-256, a letter a–p for each half byte
 * (chromium.googlesource.com, components/crx_file/id_util.cc). Windows hashes the path as UTF-16.
 */
export function unpackedOrigin(folder: string, platform: NodeJS.Platform = process.platform): string {
  const path = Buffer.from(resolve(folder), platform === 'win32' ? 'utf16le' : 'utf8');
  const digits = createHash('sha256').update(path).digest('hex').slice(0, 32);
  const letters = digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  return `chrome-extension://${letters}`;
}
