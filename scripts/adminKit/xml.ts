/** XML as these files need it: elements with attributes and text, indented, escaped. */

/** An element, or text. */
export type Xml =
  | string
  | { readonly name: string; readonly attributes: Attributes; readonly children: readonly Xml[] };
type Attributes = Readonly<Record<string, string>>;

export function element(name: string, attributes: Attributes = {}, children: readonly Xml[] = []): Xml {
  return { name, attributes, children };
}

export function xmlDocument(root: Xml, doctype = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}${written(root, '')}`;
}

function written(xml: Xml, indent: string): string {
  if (typeof xml === 'string') return escapeXml(xml);
  const attributes = Object.entries(xml.attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  const head = `${indent}<${xml.name}${attributes.join('')}`;
  const [only, ...more] = xml.children;
  if (only === undefined) return `${head} />\n`;
  if (typeof only === 'string' && more.length === 0) return `${head}>${escapeXml(only)}</${xml.name}>\n`;
  const inside = xml.children.map((child) => written(child, `${indent}  `)).join('');
  return `${head}>\n${inside}${indent}</${xml.name}>\n`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
