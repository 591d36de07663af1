/** Names that the demo's people and companies are put together from. Invented; any likeness is chance. */

export const FIRST_NAMES =
  'Ada Amara Anders Aoife Bilal Bram Camille Chiara Chen Daria Diego Elif Emeka Erik Esther Farah Felix Freya Gustav Hana Hugo Imani Ines Ivan Jana Jonas Kaito Karin Lars Leila Lucía Mads Maeve Marek Mei Nadia Niamh Noor Oscar Priya Quentin Rania Rosa Sami Sofia Tariq Tove Uma Viktor Wanda Yara Zoë'.split(
    ' ',
  );

export const LAST_NAMES =
  'Abara Bergström Blackwood Calloway Castellanos Dvořák Ekholm Fairweather Fontaine Grünwald Haddad Hartigan Ibsen Jankowski Kaplan Kirkbride Lindqvist Lovell Marchetti Moreau Nakagawa Novák Okonjo Oyelaran Pemberton Quist Rautio Rosenthal Sandoval Sørensen Talbot Thorne Ueda Vance Varga Whitlock Xu Yilmaz Zeller'.split(
    ' ',
  );

export const COMPANIES = [
  'Harbour & Pine',
  'Northlight Optics',
  'Quarry Street Bakery',
  'Blue Fjord Logistics',
  'Tamarind Foods',
  'Copperfield Tools',
  'Atelier Saffran',
  'Meridian Cargo',
  'Oak & Anvil',
  'Verdant Labs',
  'Paper Lantern Press',
  'Silver Birch Clinics',
  'Cobalt Cycles',
  'Lowtide Seafood',
  'Granary Row',
  'Highmoor Wind',
  'Pixel Orchard',
  'Saltmarsh Hotels',
  'Tern Aviation Parts',
  'Umbra Lighting',
  'Vela Marine',
  'Wickerwork Interiors',
  'Yellow Door Estates',
  'Zephyr Heating',
];

export const ROLES = [
  'Head of Purchasing',
  'Operations Manager',
  'Owner',
  'Office Manager',
  'Buyer',
  'Chief Engineer',
  'Finance Lead',
  'Store Manager',
];

/** ISO code → name, in the order they fill the list. Those without fictional numbers carry a foreign one. */
export const COUNTRIES: Readonly<Record<string, string>> = {
  US: 'United States',
  GB: 'United Kingdom',
  DE: 'Germany',
  FR: 'France',
  SE: 'Sweden',
  AU: 'Australia',
  CA: 'Canada',
  IE: 'Ireland',
  NL: 'Netherlands',
  BE: 'Belgium',
  ES: 'Spain',
  IT: 'Italy',
  PT: 'Portugal',
  CH: 'Switzerland',
  AT: 'Austria',
  DK: 'Denmark',
  NO: 'Norway',
  FI: 'Finland',
  PL: 'Poland',
  CZ: 'Czechia',
  JP: 'Japan',
  SG: 'Singapore',
  IN: 'India',
  BR: 'Brazil',
  MX: 'Mexico',
  ZA: 'South Africa',
  NZ: 'New Zealand',
  AE: 'United Arab Emirates',
  KE: 'Kenya',
};
