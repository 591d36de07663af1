/** The CRMs whose pages are known, and which of them this page is. A CRM that is not here works too: generic.ts. */
import { dolibarr } from './dolibarr.ts';
import { dynamics365 } from './dynamics365.ts';
import { espocrm } from './espocrm.ts';
import { freshsales } from './freshsales.ts';
import { hubspot } from './hubspot.ts';
import { odoo } from './odoo.ts';
import { pipedrive } from './pipedrive.ts';
import { salesforce } from './salesforce.ts';
import type { Site } from './site.ts';
import { suitecrm } from './suitecrm.ts';
import { tryton } from './tryton.ts';
import { zendesk } from './zendesk.ts';
import { zoho } from './zoho.ts';

/** Vendors' own hosts first: they cannot be mistaken. */
export const SITES: readonly Site[] = [
  salesforce,
  hubspot,
  zoho,
  pipedrive,
  dynamics365,
  zendesk,
  freshsales,
  odoo,
  espocrm,
  suitecrm,
  dolibarr,
  tryton,
];

/** The site of this page, or null. Asks the document only for software that people host themselves. */
export function siteOf(host: string, page: ParentNode): Site | null {
  const byHost = SITES.find(({ hosts }) => hosts?.test(host));
  return byHost ?? SITES.find(({ marks }) => marks !== undefined && holdsAny(marks, page)) ?? null;
}

/**
 * One selector at a time: an id, a class or a tag the browser looks up, but a list of them it tries on every element,
 * which took twelve times as long on a page of 15,000.
 */
function holdsAny(selectors: string, page: ParentNode): boolean {
  return selectors.split(', ').some((selector) => page.querySelector(selector) !== null);
}
