/** SuiteCRM 7. Cells are td.phone, fields div.detail-view-field; a record is known by its GUID. */
import type { Site } from './site.ts';

export const suitecrm: Site = {
  name: 'suitecrm',
  marks: 'form#MassUpdate, .detail-view, table.list.view',
  rows: 'tr.oddListRowS1, tr.evenListRowS1, table.list.view tbody tr',
  inRow: {
    name: 'td a[href*="record="]:not([href*="module=Accounts"])',
    company: 'td a[href*="module=Accounts"]',
    country: 'td[field="primary_address_country"]',
    record: 'td a[href*="record="]:not([href*="module=Accounts"])',
  },
  onPage: {
    name: '.moduleTitle h2, h2.module-title-text',
    company: '[field="account_name"] a, [field="account_name"]',
    country: '[field$="address_country"]',
  },
  recordPage: /[?&]record=[\da-f-]{8,36}/,
  ignore: '[field="date_entered"], [field="date_modified"]',
};
