/** The situations in which the options page is looked at: nothing set, much of one's own, and an organisation that holds it all. */
import type { SettingsView, SiteView } from '../../../../src/messages/protocol.ts';
import { DEFAULTS, SETTING_KEYS, type Settings } from '../../../../src/settings/settings.ts';
import { ANNA, AT_PLIVO, NOTHING_SET, READY, SITE_OFF } from '../../../../src/ui/goodDay.ts';
import type { SoundDevice } from '../../../../src/ui/sound/soundDoors.ts';
import { SITUATIONS, type Situation } from './situations.ts';

export type OptionsSituation = {
  readonly view: SettingsView;
  readonly sites: readonly SiteView[];
  readonly devices: readonly SoundDevice[];
  readonly situation: Situation;
};

export const DEVICES: readonly SoundDevice[] = [
  { kind: 'audioinput', id: 'a', name: 'Headset microphone' },
  { kind: 'audiooutput', id: 'b', name: 'Headset' },
  { kind: 'audiooutput', id: 'c', name: 'Loudspeakers' },
];
const OWN: Settings = {
  ...DEFAULTS,
  country: 'SE',
  microphone: 'a',
  speaker: 'b',
  ringer: 'c',
  denyPrefixes: ['+1900', '+979'],
  openTiers: ['shared-cost'],
  callHours: 'Mon-Fri 08:00-20:00',
  callHoursByRegion: [{ region: 'US-CA', hours: 'Mon-Fri 09:00-17:00' }],
  attemptsPerDay: 3,
  routes: [{ prefix: '+44', account: 'calls.example.com' }],
};
const SITES: readonly SiteView[] = [
  { ...SITE_OFF, enabled: true, country: 'SE' },
  { ...SITE_OFF, origin: 'https://orchid.lightning.example', enabled: true, oneClick: true, managed: true },
  { ...SITE_OFF, origin: 'https://news.example', blocked: true },
];
const LONG = 'customer-relationship-management-of-the-northern-region.'.repeat(3);
const several: Situation = {
  ...SITUATIONS.ready,
  accounts: [
    ANNA,
    { ...AT_PLIVO, isDefault: false, managed: true, label: 'Sales' },
    {
      ...AT_PLIVO,
      kind: 'siperb',
      api: 'https://api.siperb.com',
      id: 'siperb' as never,
      label: 'Siperb',
      isDefault: false,
    },
  ],
  state: {
    ...READY,
    lines: [
      ...READY.lines,
      {
        accountId: AT_PLIVO.id,
        label: 'Sales',
        line: { status: 'failed', failure: { code: 'sign-in-expired' } },
        capabilities: READY.capabilities,
      },
    ],
  },
};

export const OPTIONS = {
  nothingSet: { view: NOTHING_SET, sites: [], devices: [], situation: SITUATIONS.signIn },
  own: {
    view: { ...NOTHING_SET, settings: OWN, doNotCall: { own: 1_204, policy: 0 } },
    sites: SITES,
    devices: DEVICES,
    situation: several,
  },
  managed: {
    view: {
      settings: OWN,
      locked: SETTING_KEYS,
      problems: [
        {
          key: 'accounts[1].server',
          value: 'ws://sip.example.com',
          fix: 'Write an address that begins with wss://.',
        },
        { key: 'theem', value: 'dark', fix: 'There is no such setting; did you mean theme?' },
      ],
      policy: {
        set: SETTING_KEYS.map((key) => ({ key, by: 'policy' as const, value: JSON.stringify(OWN[key]) })),
        problems: [],
        todo: [
          { what: 'microphone', fix: 'Add the extension to AudioCaptureAllowedUrls.' },
          { what: 'sign-in', account: 'Sales', fix: 'Sales: the agent signs in once, in the popup.' },
        ],
      },
      doNotCall: { own: 0, policy: 20_000 },
    },
    sites: SITES,
    devices: DEVICES,
    situation: several,
  },
  long: {
    view: {
      ...NOTHING_SET,
      settings: { ...OWN, routes: [{ site: `https://${LONG}example`, account: LONG }] },
    },
    sites: [{ ...SITE_OFF, origin: `https://${LONG}example`, enabled: true }],
    devices: [{ kind: 'audioinput', id: 'a', name: LONG }],
    situation: { ...several, accounts: [{ ...ANNA, label: `anna@${LONG}example` }] },
  },
} as const satisfies Readonly<Record<string, OptionsSituation>>;

export type OptionsSituationName = keyof typeof OPTIONS;
