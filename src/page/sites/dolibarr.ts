/** Dolibarr. Server-rendered; the first link of a row is the contact or the company. */
import type { Site } from './site.ts';

export const dolibarr: Site = {
  name: 'dolibarr',
  marks: '#id-container .fiche, meta[name="author"][content*="Dolibarr"], body.bodyforlist',
  rows: 'table.liste tr.oddeven',
  inRow: {
    name: 'a[href*="/contact/card.php"], a[href*="/societe/card.php"]',
    company: 'a[href*="/societe/card.php"], a[href*="/societe/contact.php"]',
    country: 'td[data-key="country"]',
    record: 'a[href*="/contact/card.php"], a[href*="/societe/card.php"]',
  },
  onPage: {
    name: '.arearef .refid > span, .arearef .refid',
    company: '.refidno a[href*="/societe/card.php"]',
    country: '.refaddress .country, td.country',
  },
  recordPage: /\/(?:contact|societe)\/card\.php.*[?&](?:id|socid)=\d+/,
  ignore: '.refid .customer-code, td.code',
};
