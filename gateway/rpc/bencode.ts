/** Bencode, the values of rtpengine's ng protocol: dictionaries, lists, strings of bytes and integers. */

export type Bencoded = number | string | readonly Bencoded[] | { readonly [key: string]: Bencoded };

export function bencode(value: Bencoded): string {
  if (typeof value === 'number') return `i${value}e`;
  if (typeof value === 'string') return `${Buffer.byteLength(value)}:${value}`;
  if (Array.isArray(value)) return `l${value.map(bencode).join('')}e`;
  return `d${Object.entries(value)
    .map(([key, item]) => bencode(key) + bencode(item))
    .join('')}e`;
}

/** Throws on what is not one whole value. */
export function bdecode(bytes: Buffer): Bencoded {
  const cursor = { at: 0 };
  const value = decode(bytes, cursor);
  if (cursor.at !== bytes.length) throw new Error(`Bencode goes on after its value, at byte ${cursor.at}.`);
  return value;
}

function decode(bytes: Buffer, cursor: { at: number }): Bencoded {
  const kind = bytes.toString('latin1', cursor.at, cursor.at + 1);
  if (kind === 'i') return Number(take(bytes, cursor, 'e').slice(1));
  if (kind === 'l') return decodeList(bytes, cursor);
  if (kind === 'd') {
    const items = decodeList(bytes, cursor);
    return Object.fromEntries(
      items.flatMap((key, index) => (index % 2 === 0 ? [[String(key), items[index + 1] ?? '']] : [])),
    );
  }
  const size = Number(take(bytes, cursor, ':'));
  if (!Number.isInteger(size)) throw new Error(`Not bencode at byte ${cursor.at}.`);
  cursor.at += size;
  return bytes.toString('utf8', cursor.at - size, cursor.at);
}

function decodeList(bytes: Buffer, cursor: { at: number }): Bencoded[] {
  const items: Bencoded[] = [];
  cursor.at++;
  while (bytes[cursor.at] !== END) items.push(decode(bytes, cursor));
  cursor.at++;
  return items;
}

const END = 'e'.charCodeAt(0);

/** The text up to `end`, and past it. */
function take(bytes: Buffer, cursor: { at: number }, end: string): string {
  const found = bytes.indexOf(end, cursor.at);
  if (found < 0) throw new Error(`Bencode ends in the middle, after byte ${cursor.at}.`);
  const text = bytes.toString('latin1', cursor.at, found);
  cursor.at = found + 1;
  return text;
}
