/** Odoo. Lists say "Company, Person"; a form shows its values in inputs; kanban cards carry no address. */
import type { Site } from './site.ts';

export const odoo: Site = {
  name: 'odoo',
  marks: '.o_web_client, .o_action_manager',
  rows: 'tr.o_data_row, article.o_kanban_record, div.o_kanban_record',
  inRow: {
    name: 'td[name="complete_name"], td[name="name"], .o_kanban_record_title, .fw-bold',
    company: 'td[name="parent_id"], td[name="company_name"]',
    country: 'td[name="country_id"]',
  },
  onPage: {
    name: '.oe_title input, .o_field_widget[name="name"] input, .o_breadcrumb .active',
    company: '.o_field_widget[name="parent_id"] input',
    country: '.o_field_widget[name="country_id"] input',
  },
  recordPage: /\/odoo\/.*\/\d+$|[?#&]id=\d+/,
  ignore: '.o_main_navbar, .o_Message_date, time',
};
