/** HubSpot CRM. Its test ids are the steadiest names its pages have. */
import type { Site } from './site.ts';

export const hubspot: Site = {
  name: 'hubspot',
  hosts: /^app(?:-\w+)?\.hubspot\.com$/,
  rows: 'tr[data-test-id^="row-"], [data-test-id="cdb-column-item"]',
  inRow: {
    name: '[data-test-id="truncated-object-label"], a[href*="/record/0-1/"], a[href*="/contact/"]',
    company: 'a[href*="/record/0-2/"], a[href*="/company/"]',
    country: '[data-column-id="country"]',
    record: 'a[href*="/record/0-1/"], a[href*="/contact/"]',
  },
  onPage: {
    name: '[data-test-id="highlight-record-label"], [data-selenium-test="highlightTitle"]',
    company: '[data-test-id="chicklet-title-link"][href*="/record/0-2/"], a[href*="/company/"]',
    country: '[data-test-id="country-input"], [data-selenium-test="property-input-country"]',
  },
  recordPage: /\/(?:record\/0-\d+|contact|company)\/\d+/,
  ignore: '[data-test-id="timestamp"], #hs-global-toolbar',
};
