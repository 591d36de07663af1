// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { rivalAround } from './rivals.ts';

function around(html: string): Element | null {
  document.body.innerHTML = html;
  return rivalAround(document.getElementById('n') as Element);
}

test.each([
  ['another extension’s mark', '<span class="acme-ClickToCall"><b id=n>08-465 004 01</b></span>'],
  ['the CRM’s own dial button', '<a data-action="dial" id=n>08-465 004 01</a>'],
  ['a tel: link that the page handles', '<a href="tel:08" onclick="dial()" id=n>08-465 004 01</a>'],
  ['a sip: link', '<a href="sip:anna@example.com" id=n>08-465 004 01</a>'],
])('%s is another dialler', (_what, html) => expect(around(html)).not.toBeNull());

test.each([
  ['a plain tel: link', '<a href="tel:08" id=n>08-465 004 01</a>'],
  ['text', '<td id=n>08-465 004 01</td>'],
  [
    'a mark that wraps half the page',
    '<div class="click-to-call-enabled"><div><div><div><p id=n>08-465 004 01</p></div></div></div></div>',
  ],
])('%s is none', (_what, html) => expect(around(html)).toBeNull());
