/** Who may ask what: the one table of it. Enforced in receive.ts. */
import type { Command } from '../call/command.ts';
import type { Role, SwitchboardRequest } from './protocol.ts';

type RequestType = SwitchboardRequest['type'];

const PHONE_SCREEN = [
  'command',
  'getState',
  'getRecentCalls',
  'searchCalls',
  'noteCall',
  'forgetCalls',
  'markMissedSeen',
  'getQuality',
  'changePhoneSettings',
  'signIn',
  'getSignInOffer',
  'getSiperbDevices',
  'signOut',
  'getAccounts',
  'setDefaultAccount',
  'getSettings',
  'getTimeZones',
  'getSite',
  'setSite',
] as const satisfies readonly RequestType[];

/** Which requests each role may make of the switchboard. A page may ask, never act. */
export const ALLOWED: Readonly<Record<Role, readonly RequestType[]>> = {
  page: [
    'raiseFromPage',
    'cancelFromPage',
    'getPageSettings',
    'readFrame',
    'getTimeZones',
    'correctCountry',
    'chooseDialler',
  ],
  popup: PHONE_SCREEN,
  panel: PHONE_SCREEN,
  options: [
    'command',
    'getState',
    'searchCalls',
    'forgetCalls',
    'signIn',
    'getSignInOffer',
    'getSiperbDevices',
    'signOut',
    'getAccounts',
    'setDefaultAccount',
    'checkPlivo',
    'checkLine',
    'getSettings',
    'changeSettings',
    'importDoNotCall',
    'clearDoNotCall',
    'eraseAll',
    'getSites',
    'getSite',
    'setSite',
  ],
  welcome: ['command', 'getState', 'getAccounts'],
  host: ['hostStarted', 'renewCredentials', 'recycleHost'],
  switchboard: [],
};

/** Which commands a role may send that is no phone screen: those that call nobody and end nothing. */
export const HARMLESS_COMMANDS = [
  'reconnect',
  'checkMicrophone',
] as const satisfies readonly Command['type'][];
