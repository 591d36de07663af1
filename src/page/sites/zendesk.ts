/** Zendesk Support and Sell. A ticket's caller stands in the customer panel beside it. */
import type { Site } from './site.ts';

export const zendesk: Site = {
  name: 'zendesk',
  hosts: /\.zendesk\.com$/,
  rows: '[data-test-id="generic-table-row"], [data-test-id="customer-list-row"]',
  inRow: {
    name: 'a[href*="/users/"], a[href*="/contacts/"]',
    company: 'a[href*="/organizations/"]',
    record: 'a[href*="/users/"], a[href*="/contacts/"]',
  },
  onPage: {
    name: '[data-test-id="customer-context-name"], [data-test-id="user-name"], .user-name',
    company: '[data-test-id="customer-context-organization"], a[href*="/organizations/"]',
    country: '[data-test-id="customer-context-country"]',
  },
  recordPage: /\/(?:agent\/(?:users|tickets)|sales\/contacts)\/\d+/,
  ignore: '[data-test-id="ticket-id"], time',
};
