/** Salesforce Lightning. Its components nest in open shadow roots; list cells carry their column's label. */
import type { Site } from './site.ts';

export const salesforce: Site = {
  name: 'salesforce',
  hosts: /\.(?:lightning\.force|my\.salesforce|salesforce)\.com$/,
  rows: 'tr[data-row-key-value], table[role="grid"] tbody tr',
  inRow: {
    name: '[data-label="Name"] a, th[scope="row"] a',
    company: '[data-label="Account Name"] a, [data-label="Account Name"]',
    country: '[data-label$="Country"]',
    record: '[data-label="Name"] a, th[scope="row"] a',
  },
  onPage: {
    name: 'lightning-formatted-name, .slds-page-header__title .uiOutputText, .slds-page-header__title',
    company: '[field-label="Account Name"] a, [data-target-selection-name$=".AccountId"] a',
    country: '[field-label$="Country"] lightning-formatted-text, lightning-formatted-address .country',
  },
  recordPage: /^\/lightning\/r\/\w+\/\w{15,18}\/view/,
  ignore: '.slds-timeline__date, lightning-formatted-date-time, .slds-global-header',
};
