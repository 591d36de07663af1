/** The card's words in the browser's language: the page room itself knows none. */
import { i18n } from '#i18n';
import type { CardWords } from '../../src/page/cardContent.ts';

export function cardWords(): CardWords {
  return {
    label: i18n.t('card_label'),
    call: i18n.t('card_call'),
    copy: i18n.t('card_copy'),
    copied: i18n.t('card_copied'),
    raised: i18n.t('card_raised'),
    calling: i18n.t('card_calling'),
    localTime: (first, last) =>
      first === last ? i18n.t('local_time', [first]) : i18n.t('local_times', [first, last]),
    failed: i18n.t('failure_unknown'),
    extension: (digits) => i18n.t('card_extension', [digits]),
    why: (source, country) => i18n.t(`card_why_${source}`, [country]),
    country: i18n.t('card_country'),
    corrected: i18n.t('card_corrected'),
    rival: i18n.t('card_rival'),
    rivalOffhook: i18n.t('card_rival_offhook'),
    rivalPage: i18n.t('card_rival_page'),
  };
}
