/** EspoCRM. Rows and fields carry data-name; addresses are fragments: #Contact/view/<id>. */
import type { Site } from './site.ts';

export const espocrm: Site = {
  name: 'espocrm',
  marks: 'body > #header + #content, [data-name="phoneNumber"], tr.list-row[data-id]',
  rows: 'tr.list-row[data-id], li.list-row[data-id]',
  inRow: {
    name: '[data-name="name"] a, a.link[href*="/view/"]',
    company: '[data-name="account"] a, [data-name="accountName"]',
    country: '[data-name="addressCountry"]',
    record: '[data-name="name"] a, a.link[href*="/view/"]',
  },
  onPage: {
    name: '.page-header .header-title, .header-breadcrumbs .title, .field[data-name="name"]',
    company: '.field[data-name="account"] a, .field[data-name="accounts"] a',
    country: '.field[data-name="addressCountry"], .field[data-name="billingAddressCountry"]',
  },
  recordPage: /#\w+\/view\/\w+/,
  ignore: '.field[data-name="createdAt"], .field[data-name="modifiedAt"]',
};
