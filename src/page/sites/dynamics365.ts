/** Microsoft Dynamics 365 (model-driven apps). Controls are named after the attribute they show. */
import type { Site } from './site.ts';

export const dynamics365: Site = {
  name: 'dynamics365',
  hosts: /\.crm\d*\.dynamics\.com$/,
  rows: '[role="row"][row-index], .wj-row[role="row"]',
  inRow: {
    name: '[col-id="fullname"] a, [col-id="name"] a, [col-id="fullname"]',
    company: '[col-id="parentcustomerid"] a, [col-id="parentcustomerid"]',
    country: '[col-id="address1_country"]',
    record: '[col-id="fullname"] a, [col-id="name"] a',
  },
  onPage: {
    name: '[data-id="header_title"]',
    company:
      '[data-id="parentcustomerid.fieldControl-LookupResultsDropdown_parentcustomerid_selected_tag_text"]',
    country: '[data-id="address1_country.fieldControl-text-box-text"]',
  },
  recordPage: /pagetype=entityrecord/,
  ignore: '[data-id="timeline_record_time"], #O365_NavHeader',
};
