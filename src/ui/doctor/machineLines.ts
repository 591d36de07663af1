/** What this browser brings to a call, as lines: what it is, what it may do, what one speaks into, what the organisation set. */
import type { Microphone } from '../../call/state.ts';
import type { SettingsView, SiteView } from '../../messages/protocol.ts';
import type { AudioDevice } from '../options/optionsModel.ts';
import { say } from '../words.ts';
import { type CheckLine, lineOf } from './checkLine.ts';

/** "Offhook 0.3.0", "Chromium 156", "Linux". */
export type Versions = { readonly product: string; readonly browser: string; readonly system: string };

export function versionLine({ product, browser, system }: Versions): CheckLine {
  return { verdict: 'ok', found: [product, browser, system].join(' · ') };
}

export function microphoneLine(microphone: Microphone): CheckLine {
  switch (microphone) {
    case 'granted':
      return lineOf('ok', 'check_microphone_ok');
    case 'denied':
      return lineOf('fail', 'line_microphone_blocked', 'check_microphone_denied_fix');
    case 'missing':
      return lineOf('fail', 'line_microphone_missing', 'line_microphone_missing_next');
    case 'unknown':
      return lineOf('warn', 'check_microphone_unknown', 'check_microphone_unknown_fix');
  }
}

/** Chromium lists the system's choice once more under these names. */
const ALIASES: readonly string[] = ['default', 'communications'];

/** Those that were chosen have to be there; without names nobody can tell. */
export function devicesLine(devices: readonly AudioDevice[], view: SettingsView | null): CheckLine {
  const count = (kind: AudioDevice['kind']) =>
    devices.filter((device) => device.kind === kind && !ALIASES.includes(device.id)).length;
  const found = say('doctor_devices', String(count('audioinput')), String(count('audiooutput')));
  const { microphone = '', speaker = '', ringer = '' } = view?.settings ?? {};
  const isNamed = devices.some(({ id }) => id !== '');
  const isGone = [microphone, speaker, ringer].some(
    (chosen) => chosen !== '' && isNamed && !devices.some(({ id }) => id === chosen),
  );
  if (isGone) return { verdict: 'warn', found, fix: say('doctor_devices_gone') };
  if (count('audiooutput') === 0 && devices.length > 0)
    return { verdict: 'warn', found, fix: say('doctor_devices_none') };
  return { verdict: 'ok', found };
}

export function sitesLine(sites: readonly SiteView[]): CheckLine {
  const on = sites.filter(({ enabled }) => enabled).length;
  if (on === 0) return { ...lineOf('warn', 'doctor_sites_none', 'options_sites_none') };
  return { verdict: 'ok', found: say('doctor_sites', String(on)) };
}

export function policyLine(view: SettingsView | null): CheckLine {
  if (!view) return lineOf('warn', 'doctor_policy_unknown', 'check_wait_fix');
  const { policy, problems } = view;
  if (!policy && problems.length === 0) return lineOf('ok', 'policy_none');
  const todo = policy?.todo ?? [];
  const found = say('doctor_policy', String(policy?.set.length ?? 0));
  if (problems.length === 0 && todo.length === 0) return { verdict: 'ok', found };
  const advice = [...problems.map(({ key, fix }) => `${key}: ${fix}`), ...todo.map(({ fix }) => fix)];
  return { verdict: 'warn', found, fix: say('check_tell_administrator'), advice };
}

/** What a browser says of itself, in two words people know: "Chromium 156", "Linux". */
export function browserNames(userAgent: string): Omit<Versions, 'product'> {
  const [, name = 'Browser', version = ''] =
    /(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent.replace(/Chrome\/(?=.*Edg\/)/, '')) ?? [];
  const [, system = ''] = /\((?:X11; )?(Windows NT [\d.]+|Macintosh|Linux|CrOS)/.exec(userAgent) ?? [];
  return { browser: `${name === 'Edg' ? 'Edge' : name} ${version}`.trim(), system };
}
