/** Readers of the formats in which administrators are given a policy, as far as our own files use them. */
import { XMLParser } from 'fast-xml-parser';

/** Key without its hive → value name → text or number. */
export type RegistryKeys = ReadonlyMap<string, Readonly<Record<string, string | number>>>;

/** A .reg file, version 5. Throws on a line that is none. */
export function parseRegistry(text: string): RegistryKeys {
  const [head, ...lines] = text.split('\r\n');
  if (head !== 'Windows Registry Editor Version 5.00') throw new Error(`no .reg file: ${head}`);
  const keys = new Map<string, Record<string, string | number>>();
  let values: Record<string, string | number> = {};
  for (const line of lines.filter(Boolean)) {
    const [, key] = /^\[HKEY_LOCAL_MACHINE\\(.+)\]$/.exec(line) ?? [];
    const [, name, number, bytes, words = ''] =
      /^"(\w+)"=(?:dword:([\da-f]{8})|hex\(1\):([\da-f,]+)|"((?:[^"\\]|\\["\\])*)")$/.exec(line) ?? [];
    if (key !== undefined) {
      values = {};
      keys.set(key, values);
    } else if (name === undefined) throw new Error(`no registry line: ${line}`);
    else if (number !== undefined) values[name] = Number.parseInt(number, 16);
    else values[name] = bytes === undefined ? words.replace(/\\(.)/g, '$1') : textOfBytes(bytes);
  }
  return keys;
}

/** UTF-16LE with a zero at its end, as hexadecimal bytes with commas. */
function textOfBytes(hex: string): string {
  return Buffer.from(hex.replaceAll(',', ''), 'hex').toString('utf16le').replace(/\0$/, '');
}

type Node = Readonly<Record<string, readonly Node[] | string>>;

/** An XML property list. */
export function parsePlist(xml: string): unknown {
  const parser = new XMLParser({ preserveOrder: true, parseTagValue: false, trimValues: false });
  const nodes = elementsOf(parser.parse(xml));
  const plist = nodes.find((node) => 'plist' in node) ?? {};
  const [root] = elementsOf(plist.plist as readonly Node[]);
  return root && valueOfPlist(root);
}

function valueOfPlist(node: Node): unknown {
  const [name = ''] = Object.keys(node).filter((key) => key !== ':@');
  const children = node[name] as readonly Node[];
  switch (name) {
    case 'true':
    case 'false':
      return name === 'true';
    case 'integer':
      return Number(textOf(children));
    case 'string':
    case 'key':
      return textOf(children);
    case 'array':
      return elementsOf(children).map(valueOfPlist);
    case 'dict': {
      const values = elementsOf(children).map(valueOfPlist);
      const pairs = values.flatMap((value, index) => (index % 2 === 0 ? [[value, values[index + 1]]] : []));
      return Object.fromEntries(pairs);
    }
    default:
      throw new Error(`no property list: <${name}>`);
  }
}

const elementsOf = (nodes: readonly Node[]) =>
  nodes.filter((node) => !('#text' in node) && !('?xml' in node));
const textOf = (nodes: readonly Node[]) => nodes.map((node) => String(node['#text'] ?? '')).join('');
