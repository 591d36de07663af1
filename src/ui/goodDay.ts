/** A good day, for tests and the gallery: somebody is signed in, the line is ready, nothing is set by anybody. */
import { type AccountId, type Capabilities, initialState, type PhoneState } from '../call/state.ts';
import type { AccountView, SettingsView, SiteView } from '../messages/protocol.ts';
import { DEFAULTS } from '../settings/settings.ts';

export const ANNA: Extract<AccountView, { kind: 'sip' }> = {
  id: 'anna' as AccountId,
  label: 'anna@voice.example.com',
  kind: 'sip',
  user: 'anna',
  domain: 'voice.example.com',
  servers: ['wss://voice.example.com/ws'],
  remembered: true,
  managed: false,
  isDefault: true,
  callerIds: [],
};

export const AT_PLIVO: Extract<AccountView, { kind: 'plivo' }> = {
  id: 'plivo' as AccountId,
  label: 'calls.example.com',
  kind: 'plivo',
  server: 'https://calls.example.com',
  by: 'accessKey',
  remembered: true,
  managed: false,
  isDefault: true,
  callerIds: [],
};

const CAPABILITIES: Capabilities = {
  hold: true,
  mute: true,
  dtmf: true,
  incoming: true,
  transfer: true,
  switchInput: true,
  maxCalls: 4,
};

export const READY: PhoneState = withLine({ status: 'ready', identity: 'anna@voice.example.com' });

/** The state of a phone with one account whose line is like this. */
export function withLine(line: PhoneState['line'], of: AccountView = ANNA): PhoneState {
  return {
    ...initialState('host-1'),
    rev: 1,
    line,
    lines: [{ accountId: of.id, label: of.label, line, capabilities: CAPABILITIES }],
    microphone: 'granted',
    capabilities: CAPABILITIES,
  };
}

export const SITE_OFF: SiteView = {
  origin: 'https://crm.orchid.example',
  enabled: false,
  oneClick: false,
  managed: false,
  blocked: false,
};

export const NOTHING_SET: SettingsView = {
  settings: DEFAULTS,
  locked: [],
  problems: [],
  policy: null,
  doNotCall: { own: 0, policy: 0 },
};
