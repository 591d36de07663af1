/** The words for what a number is used for, from libphonenumber's number types. */
export const KINDS = {
  fixed: 'fixed',
  mobile: 'mobile',
  /** The country's plan does not tell the two apart (US). */
  fixedOrMobile: 'fixed-or-mobile',
  tollFree: 'toll-free',
  premium: 'premium',
  sharedCost: 'shared-cost',
  voip: 'voip',
  personal: 'personal',
  pager: 'pager',
  /** A company's number for all its sites. */
  uan: 'uan',
  voicemail: 'voicemail',
} as const;

export type NumberKind = (typeof KINDS)[keyof typeof KINDS];
