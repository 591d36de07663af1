/** Tryton SAO. The title of the tab is the record; hidden tabs stay in the document. */
import type { Site } from './site.ts';

export const tryton: Site = {
  name: 'tryton',
  marks: '#tryton, .tab-pane.tryton, .screen-container',
  rows: 'tr.selectable, .treeview tbody tr',
  inRow: {
    name: 'td.rec_name, td[data-column="rec_name"], td[data-column="name"], td[data-column="full_name"]',
    company: 'td[data-column="party"]',
    country: 'td[data-column="country"]',
  },
  onPage: {
    name: '.tab-pane.active input[name="name"]',
    company: '.tab-pane.active input[name="party"]',
    country: '.tab-pane.active input[name="country"]',
  },
  recordPage: /#.*\/model\/[\w.]+\/\d+/,
  ignore: '.navbar',
};
