/** Zoho CRM. Tables are Lyte components; a record's fields are named by the field's id. */
import type { Site } from './site.ts';

export const zoho: Site = {
  name: 'zoho',
  hosts: /^crm\.zoho(?:cloud)?\.(?:com|eu|in|jp|ca|sa|com\.au|com\.cn)$/,
  rows: 'lyte-exptable-tr, .lv_data_row',
  inRow: {
    name: '[data-zcqa*="FULLNAME"] a, [data-zcqa*="Full_Name"] a, lyte-exptable-td a[href*="/tab/Contacts/"]',
    company: 'a[href*="/tab/Accounts/"]',
    country: '[data-zcqa*="MAILINGCOUNTRY"]',
    record: 'a[href*="/tab/Contacts/"]',
  },
  onPage: {
    name: '#headervalue_FULLNAME, [data-zcqa="detailView_header"], .dvTitle',
    company: '#subvalue_ACCOUNTID a, a[href*="/tab/Accounts/"]',
    country: '#subvalue_MAILINGCOUNTRY',
  },
  recordPage: /\/tab\/(?:Contacts|Leads|Accounts|Potentials)\/\d+/,
  ignore: '[id$="_CREATEDTIME"], [id$="_MODIFIEDTIME"]',
};
