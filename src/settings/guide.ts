/**
 * What an administrator is told of each setting: how it is written in a policy, the line that says what it does, and what to
 * write instead of a value that does not fit. The managed schema and docs/admin are made from it.
 */
import { CLOSED_TIERS } from '../rules/tierNames.ts';
import type { JsonType } from './jsonType.ts';
import { type Declaration, SETTINGS, type SettingKey, type Settings } from './settings.ts';

export type Told = {
  /** As an administrator writes it. */
  readonly json: JsonType;
  /** One line for the guide and the managed schema. */
  readonly says: string;
  readonly fix: string;
};

const YES_OR_NO = 'Write true or false.';
const ONE_DEVICE = 'Write the id of a device, or leave it out for the one the system uses.';

export const GUIDE: { readonly [Key in SettingKey]: Told } = {
  country: {
    json: { type: 'string' },
    says: 'The country (ISO 3166-1, two letters) in which a number without a prefix is read, where neither the record nor the site says more.',
    fix: 'Write a country as two letters (ISO 3166-1): GB.',
  },
  theme: {
    json: { type: 'string' },
    says: 'How the screens look: system, light or dark.',
    fix: 'Write system, light or dark.',
  },
  historyDays: {
    json: { type: 'integer' },
    says: 'For how many days a finished call stays in the list of calls: 1 to 3650.',
    fix: 'Write a whole number of days from 1 to 3650.',
  },
  microphone: {
    json: { type: 'string' },
    says: 'The id of the microphone. Empty: the one the system uses.',
    fix: ONE_DEVICE,
  },
  speaker: {
    json: { type: 'string' },
    says: 'The id of the loudspeaker or headset for the other side’s voice. Empty: the one the system uses.',
    fix: ONE_DEVICE,
  },
  ringer: {
    json: { type: 'string' },
    says: 'The id of the loudspeaker that rings. Empty: the one the system uses.',
    fix: ONE_DEVICE,
  },
  noiseSuppression: {
    json: { type: 'boolean' },
    says: 'Whether the noise around the agent is taken out of what the other side hears.',
    fix: YES_OR_NO,
  },
  echoCancellation: {
    json: { type: 'boolean' },
    says: 'Whether the other side’s voice, heard by the microphone, is taken out of what is sent back.',
    fix: YES_OR_NO,
  },
  doNotDisturb: {
    json: { type: 'boolean' },
    says: 'Whether nothing rings: who calls is told that the agent is busy.',
    fix: YES_OR_NO,
  },
  autoAnswerSeconds: {
    json: { type: 'integer' },
    says: 'After how many seconds an incoming call is answered by itself, where the agent is in no other: 1 to 60. 0: never.',
    fix: 'Write a whole number of seconds from 0 to 60. Until then nothing is answered by itself.',
  },
  notifications: {
    json: { type: 'boolean' },
    says: 'Whether an incoming call is shown in a notification of the system, with Answer and Decline.',
    fix: YES_OR_NO,
  },
  telLinks: {
    json: { type: 'boolean' },
    says: 'Whether a telephone link on any page is raised in Offhook. The browser has to know it too: the options page asks it, or the policy RegisteredProtocolHandlers says it.',
    fix: YES_OR_NO,
  },
  dispositions: {
    json: { type: 'array', items: { type: 'string' } },
    says: 'How a call can have gone, for the agent to choose from afterwards. Empty: the list that comes with Offhook.',
    fix: 'Write each as one line of at most 60 characters.',
  },
  allowPrefixes: {
    json: { type: 'array', items: { type: 'string' } },
    says: 'Only numbers that begin with one of these may be called, country code first: +44. Empty: all.',
    fix: 'Write each prefix with its country code: +44. Until then it allows no number.',
  },
  denyPrefixes: {
    json: { type: 'array', items: { type: 'string' } },
    says: 'Numbers that begin with one of these may not be called, country code first: +1 900.',
    fix: 'Write each prefix with its country code: +1 900.',
  },
  openTiers: {
    json: { type: 'array', items: { type: 'string' } },
    says: `Costly kinds of number that may be called nevertheless: ${CLOSED_TIERS.join(', ')}.`,
    fix: `Write any of these: ${CLOSED_TIERS.join(', ')}. What is not named stays closed.`,
  },
  confirmInternational: {
    json: { type: 'boolean' },
    says: 'Whether a call to another country is asked about once more before it is dialled.',
    fix: 'Write true or false.',
  },
  shortNumbers: {
    json: { type: 'string' },
    says: 'Whether short numbers (service numbers of three to six digits) may be called: refuse or allow.',
    fix: 'Write refuse or allow.',
  },
  callHours: {
    json: { type: 'string' },
    says: 'When calls may be made, in the local time of whoever is called: "Mon-Fri 08:00-20:00, Sat 09:00-13:00". Empty: always.',
    fix: 'Write days and times in 24 hours, each part ending on its own day: Mon-Fri 08:00-20:00, Sat 09:00-13:00.',
  },
  callHoursByRegion: {
    json: {
      type: 'array',
      items: { type: 'object', properties: { region: { type: 'string' }, hours: { type: 'string' } } },
    },
    says: 'Other hours for a country (DE) or a part of one (US-CA).',
    fix: 'Write the region as ISO 3166 does (DE, US-CA) and its hours as in callHours.',
  },
  attemptsPerDay: {
    json: { type: 'integer' },
    says: 'How often one agent may call one number in a day. 0: no limit.',
    fix: 'Write a whole number from 0 (no limit) to 1000.',
  },
  override: {
    json: { type: 'string' },
    says: 'Whether an agent may call in spite of a rule: never, or withReason (written down with the call).',
    fix: 'Write never or withReason.',
  },
  routes: {
    json: {
      type: 'array',
      items: {
        type: 'object',
        properties: { prefix: { type: 'string' }, site: { type: 'string' }, account: { type: 'string' } },
      },
    },
    says: 'Which account carries which calls: by the beginning of the number, by the site it was clicked on, or both.',
    fix: 'Write a prefix (+44), a site (https://crm.example) or both, and the name of an account.',
  },
  staySignedIn: {
    json: { type: 'string' },
    says: 'Whether an agent may choose to stay signed in, which keeps the secret on disk: ask or never.',
    fix: 'Write ask or never.',
  },
};

/** Each setting with its shape, its default and what is told of it. */
export const DECLARED_AND_TOLD = Object.fromEntries(
  Object.entries(SETTINGS).map(([key, declared]) => [key, { ...declared, ...GUIDE[key as SettingKey] }]),
) as { readonly [Key in SettingKey]: Declaration<Settings[Key]> & Told };
