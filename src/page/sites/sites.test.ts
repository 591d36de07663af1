// @vitest-environment happy-dom
/** Every site reads the page of our own making in test/pages/ that bears its name. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { countryNamed } from '../countryNames.ts';
import { SITES, siteOf } from './known.ts';
import { readRecord } from './record.ts';

type Expected = {
  readonly at: string;
  readonly name: string;
  readonly company?: string;
  readonly country?: string;
  readonly record?: string;
};

/** Fills the document with a page, its shadow roots included, and answers with what the page says of itself. */
function show(name: string): { url: URL; numbers: readonly Expected[] } {
  const html = readFileSync(`test/pages/${name}.html`, 'utf8');
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const { url, numbers } = JSON.parse(parsed.getElementById('expected')?.textContent ?? '') as {
    url: string;
    numbers: Expected[];
  };
  document.body.innerHTML = parsed.body.innerHTML;
  openShadows(document);
  return { url: new URL(url), numbers };
}

function openShadows(root: ParentNode): void {
  for (const template of root.querySelectorAll('template[shadowrootmode]')) {
    const shadow = template.parentElement?.attachShadow({ mode: 'open' });
    shadow?.append((template as HTMLTemplateElement).content.cloneNode(true));
    template.remove();
    if (shadow) openShadows(shadow);
  }
}

function elementAt(id: string, root: ParentNode = document): Element | null {
  const here = root.querySelector(`#${id}`);
  if (here) return here;
  for (const host of root.querySelectorAll('*')) {
    const inside = host.shadowRoot && elementAt(id, host.shadowRoot);
    if (inside) return inside;
  }
  return null;
}

afterEach(() => {
  document.body.innerHTML = '';
});

test('every site has a page of its own, and every page its site', () => {
  const pages = readdirSync('test/pages').map((file) => file.replace('.html', ''));
  expect(pages.sort()).toEqual(SITES.map(({ name }) => name).sort());
});

describe.each(SITES.map(({ name }) => name))('%s', (name) => {
  test('is recognised, and by no other site’s marks', () => {
    const { url } = show(name);
    expect(siteOf(url.host, document)?.name).toBe(name);
    const others = SITES.filter((site) => site.name !== name && site.marks);
    expect(others.filter(({ marks }) => document.querySelector(marks as string))).toEqual([]);
  });

  test('says who each number belongs to, in which country, and where the record is', () => {
    const { url, numbers } = show(name);
    const site = SITES.find((one) => one.name === name);
    for (const { at, ...expected } of numbers) {
      const around = elementAt(at);
      const beside = site && around && readRecord(site, around, url);
      const found = {
        ...(beside?.name && { name: beside.name }),
        ...(beside?.company && { company: beside.company }),
        ...(beside?.country && { country: countryNamed(beside.country) }),
        ...(beside?.record && { record: beside.record }),
      };
      expect({ at, ...found }).toEqual({ at, ...expected });
    }
  });

  test('ignores parts that exist on its page and hold none of its numbers', () => {
    const { numbers } = show(name);
    const { ignore } = SITES.find((one) => one.name === name) ?? {};
    if (!ignore) return;
    const parts = new Set(
      ignore.split(', ').filter((part) => document.querySelector(part) || inShadow(part)),
    );
    expect(parts.size).toBeGreaterThan(0);
    for (const { at } of numbers) expect(elementAt(at)?.closest(ignore)).toBeNull();
  });
});

function inShadow(selector: string, root: ParentNode = document): boolean {
  return [...root.querySelectorAll('*')].some(
    ({ shadowRoot }) =>
      shadowRoot !== null && (shadowRoot.querySelector(selector) !== null || inShadow(selector, shadowRoot)),
  );
}
