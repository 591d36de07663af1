// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { possibleHosts, shadowRootReader } from './shadowRoots.ts';

afterEach(() => vi.unstubAllGlobals());

function elements(html: string): Element[] {
  document.body.innerHTML = html;
  return [...document.body.children];
}

test('in Chrome a closed root is told of for components and for plain elements without content', () => {
  const asked: string[] = [];
  const root = {} as ShadowRoot;
  vi.stubGlobal('chrome', {
    dom: { openOrClosedShadowRoot: ({ id }: Element) => (asked.push(id) > 0 ? root : null) },
  });
  const hosts = elements('<crm-card id=a>x</crm-card><div id=b></div><div id=c>text</div><svg id=d></svg>');
  const told = hosts.map(shadowRootReader());
  expect(told).toEqual([root, root, null, null]);
  expect(asked).toEqual(['a', 'b']);
});

test('an open root is told of without asking', () => {
  const openOrClosedShadowRoot = vi.fn();
  vi.stubGlobal('chrome', { dom: { openOrClosedShadowRoot } });
  const [host] = elements('<div>text</div>');
  const root = host?.attachShadow({ mode: 'open' });
  expect(shadowRootReader()(host as Element)).toBe(root);
  expect(openOrClosedShadowRoot).not.toHaveBeenCalled();
});

test('in Firefox it is a property of the element', () => {
  vi.stubGlobal('chrome', undefined);
  const root = {};
  Object.defineProperty(Element.prototype, 'openOrClosedShadowRoot', { value: root, configurable: true });
  try {
    expect(shadowRootReader()(document.createElement('div'))).toBe(root);
  } finally {
    Reflect.deleteProperty(Element.prototype, 'openOrClosedShadowRoot');
  }
});

test('cells, links and pictures are not among those that could carry one', () => {
  document.body.innerHTML = '<p><a>1</a><b>2</b></p><crm-card></crm-card><ul><li><span>3</span></ul>';
  const names = Array.from(possibleHosts(document.body), ({ localName }) => localName);
  expect(names).toEqual(['p', 'crm-card', 'span']);
});
