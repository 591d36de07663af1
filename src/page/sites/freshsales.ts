/** Freshsales (Freshworks CRM). */
import type { Site } from './site.ts';

export const freshsales: Site = {
  name: 'freshsales',
  hosts: /\.(?:freshsales\.io|myfreshworks\.com)$/,
  rows: 'tr[data-test-row], .list-table-row',
  inRow: {
    name: 'a[href*="/contacts/"]',
    company: 'a[href*="/accounts/"]',
    country: '[data-field="country"]',
    record: 'a[href*="/contacts/"]',
  },
  onPage: {
    name: '[data-test-id="contact-name"], .contact-details .display-name',
    company: '[data-test-id="account-name"], .contact-details a[href*="/accounts/"]',
    country: '[data-test-id="field-country"]',
  },
  recordPage: /\/(?:contacts|accounts|deals)\/\d+/,
  ignore: '.activity-timestamp',
};
