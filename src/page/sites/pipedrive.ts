/** Pipedrive. People and organisations are both linked by number: /person/7, /organization/9. */
import type { Site } from './site.ts';

export const pipedrive: Site = {
  name: 'pipedrive',
  hosts: /\.pipedrive\.com$/,
  rows: '[data-testid="gridRow"], [data-test="list-row"], table.gridContent__table tbody tr',
  inRow: {
    name: 'a[href*="/person/"]',
    company: 'a[href*="/organization/"]',
    record: 'a[href*="/person/"]',
  },
  onPage: {
    name: '[data-testid="header-title"], [data-test="person-name"], .detailView h1',
    company: 'a[href*="/organization/"]',
    country: '[data-testid="organization-address-country"]',
  },
  recordPage: /^\/(?:person|organization|deal)\/\d+/,
  ignore: '[data-testid="timestamp"], .changelog',
};
