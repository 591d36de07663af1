// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import {
  expandBlock,
  type Found,
  isOffLimits,
  kindOf,
  type Segment,
  segmentAround,
  segmentRuns,
} from './walk.ts';

beforeEach(() => {
  document.body.innerHTML = '';
});

/** The runs of everything in the body, white space at their ends cut, empty ones left out. */
function runsOf(html: string): string[] {
  document.body.innerHTML = html;
  const texts: string[] = [];
  const blocks: Element[] = [document.body];
  const segments: Segment[] = [];
  const found: Found = {
    block: (element) => blocks.push(element),
    segment: (nodes) => segments.push(nodes),
  };
  for (let block = blocks.shift(); block; block = blocks.shift()) {
    if (kindOf(block) !== 'skip') expandBlock(block, found);
    for (let one = segments.shift(); one; one = segments.shift()) {
      segmentRuns(one, found, (run) => texts.push(run.text.trim()));
    }
  }
  return texts.filter(Boolean);
}

describe('inline runs', () => {
  test('text is joined across inline elements of one block', () => {
    expect(runsOf('<p>Tel <b>+44</b> <i><span>20</span> 7946</i> 0018</p>')).toEqual([
      'Tel +44 20 7946 0018',
    ]);
  });

  test('a line break, a field and an image end a run', () => {
    expect(runsOf('<p>one<br>two<input>three<img>four</p>')).toEqual(['one', 'two', 'three', 'four']);
  });

  test('cells and items are runs of their own', () => {
    expect(
      runsOf('<table><tr><td>0812</td><td>3456</td></tr></table><ul><li>a</li><li>b</li></ul>').sort(),
    ).toEqual(['0812', '3456', 'a', 'b']);
  });

  test('a block inside an inline element parts the text around it', () => {
    expect(runsOf('<a>before<div>inside</div>after</a>').sort()).toEqual(['after', 'before', 'inside']);
  });

  test('comments are not there', () => {
    expect(runsOf('<p>+44 20<!-- react --> 7946<!-- --> 0018</p>')).toEqual(['+44 20 7946 0018']);
  });

  test('scripts, styles, fields, editors, code and what opted out are not read', () => {
    const html = `<script>1</script><style>2</style><textarea>3</textarea><div contenteditable>4</div><code>5</code>
      <div class="x offhook-ignore"><p>6</p></div><noscript>7</noscript><p>8<span contenteditable="true">9</span></p>`;
    expect(runsOf(html)).toEqual(['8']);
  });

  test('contenteditable="false" is read', () => {
    expect(runsOf('<div contenteditable="false">+44</div>')).toEqual(['+44']);
  });

  test('a block parts the lines around it', () => {
    document.body.innerHTML = 'before<div>inside</div>after';
    const segments: Segment[] = [];
    expandBlock(document.body, { block: () => {}, segment: (one) => segments.push(one) });
    expect(segments.map(([node]) => node?.textContent)).toEqual(['before', 'after']);
  });

  test('a listing that has told of enough goes on from there', () => {
    document.body.innerHTML = '<p>1</p><p>2</p>3 <b>4</b><p>5</p>';
    const told: (string | null)[] = [];
    const found: Found = {
      block: (element) => told.push(element.textContent),
      segment: (nodes) => told.push(nodes.map((node) => node.textContent).join('')),
      isEnough: () => true,
    };
    for (let from = document.body.firstChild; from; ) from = expandBlock(document.body, found, from);
    expect(told).toEqual(['1', '2', '3 4', '5']);
  });
});

describe('the line around a node', () => {
  test('reaches over inline elements and stops at blocks and breaks', () => {
    document.body.innerHTML = '<div><p>x</p>a <b>b <i id=i>c</i></b> d<br>e</div>';
    const text = document.querySelector('#i')?.firstChild as Text;
    expect(segmentAround(text)?.map((node) => node.textContent)).toEqual(['a ', 'b c', ' d']);
  });

  test('is null in an editor, in what opted out and outside of the document', () => {
    document.body.innerHTML =
      '<div contenteditable><p id=a>x</p></div><div class=offhook-ignore><p id=b>x</p></div>';
    for (const id of ['a', 'b'])
      expect(segmentAround(document.getElementById(id)?.firstChild as Text)).toBeNull();
    expect(segmentAround(document.createTextNode('x'))).toBeNull();
  });
});

test('custom elements count as blocks', () => {
  expect(kindOf(document.createElement('crm-phone'))).toBe('block');
});

test('off limits is what is off limits above, through shadow roots', () => {
  document.body.innerHTML = '<div class=offhook-ignore><div id=host></div></div>';
  const root = document.querySelector('#host')?.attachShadow({ mode: 'open' });
  const inner = document.createElement('p');
  root?.append(inner);
  expect(isOffLimits(inner)).toBe(true);
});
