/** One good message of each kind, for the tests of this room. */
import { newCallId } from '../call/callId.ts';
import { DEFAULTS } from '../settings/settings.ts';

export const callId = newCallId();
export const remote = { e164: '+442079460018', display: '020 7946 0018', name: 'Ada Fielding' };
export const raised = { callId, remote, text: '020 7946 0018', country: 'GB', why: 'site' };
export const account = {
  kind: 'sip',
  servers: ['wss://sip.example', 'wss://sip2.example'],
  user: 'ada',
  password: 'open sesame',
  domain: 'sip.example',
};
export const credentials = {
  kind: 'sip',
  servers: ['wss://sip.example'],
  user: 'ada',
  domain: 'sip.example',
  password: 'open sesame',
  iceServers: [{ urls: ['stun:127.0.0.1:3478'] }],
};
export const plivoAccount = {
  kind: 'plivo',
  server: 'https://calls.example',
  bearer: 'ofh_key-of-ada',
  oidc: { issuer: 'https://id.example', clientId: 'offhook', scope: 'openid', bearerExpiresAt: 1 },
};
export const plivoCredentials = {
  ...plivoAccount,
  token: 'aa.bb.cc',
  username: 'ada_MAEXAMPLE',
  plivoNumber: '14155550100',
  expiresAt: 1,
  servers: ['ws://127.0.0.1:8090'],
};
const gatewayAccount = { ...plivoAccount, kind: 'gateway' };
const mintedCredentials = {
  ...credentials,
  authorizationUser: '1800003600:ada',
  expiresAt: 1,
  from: gatewayAccount,
};
const siperbAccount = { kind: 'siperb', api: 'https://api.siperb.example', token: 'pat-of-ada' };
const siperbCredentials = {
  ...credentials,
  contactUser: 'contact-of-ada',
  headers: ['X-Siperb-Sid: session', 'X-Siperb-Uid: 7'],
  inviteHeaders: ['X-Team: sales'],
  callerIds: ['+442079460018'],
  numberFormat: 'local',
  country: 'GB',
  from: siperbAccount,
};
const open = { accountId: 'policy:sales', label: 'Sales' };

export const COMMANDS = [
  { type: 'raise', raised },
  { type: 'raise', raised: { ...raised, site: 'https://crm.example', dialsAt: 5 } },
  { type: 'dismissRaised' },
  { type: 'dismissRaised', callId },
  { type: 'dial', callId, remote },
  { type: 'dial', callId, remote: { e164: null, display: 'desk', extension: '12#' } },
  {
    type: 'dial',
    callId,
    remote,
    ...{ accountId: 'a-1', callerId: '+442079460019', override: 'She asked me to.' },
  },
  { type: 'dial', callId, remote, consultFor: newCallId() },
  { type: 'transfer', callId, to: remote },
  { type: 'completeTransfer', callId },
  { type: 'mix' },
  { type: 'unmix', callId },
  { type: 'answer', callId },
  { type: 'hangUp', callId },
  { type: 'hold', callId },
  { type: 'resume', callId },
  { type: 'setMuted', callId, muted: true },
  { type: 'sendDigits', callId, digits: '1,2#*A' },
  { type: 'dismissCall', callId },
  { type: 'reconnect' },
  { type: 'checkMicrophone' },
];
const JOURNAL_REQUESTS = [
  { type: 'searchCalls', query: { limit: 50 } },
  { type: 'searchCalls', query: { text: 'ada', direction: 'incoming', missed: true, before: 5, limit: 1 } },
  { type: 'noteCall', callId, note: { disposition: 'Call back', note: 'On Monday.\nAfter ten.' } },
  { type: 'noteCall', callId, note: {} },
  { type: 'forgetCalls' },
  { type: 'forgetCalls', callIds: [callId] },
  { type: 'markMissedSeen' },
  { type: 'getQuality', callId },
];
export const REQUESTS = [
  ...JOURNAL_REQUESTS,
  { type: 'changePhoneSettings', change: { doNotDisturb: true, speaker: 'id' } },
  ...COMMANDS.map((command) => ({ type: 'command', command })),
  { type: 'raiseFromPage', raised, atOnce: false },
  { type: 'cancelFromPage', callId },
  { type: 'getTimeZones', e164: '+442079460018' },
  { type: 'correctCountry', record: '/contacts/7', country: 'SE' },
  { type: 'chooseDialler', dialler: 'page' },
  { type: 'getRecentCalls', limit: 20 },
  { type: 'signIn', account, remember: false },
  {
    type: 'signIn',
    account: { ...account, numberFormat: '00', headers: ['X-Team: sales'] },
    remember: false,
  },
  { type: 'signIn', account: { kind: 'plivo', server: 'https://calls.example' }, remember: true },
  {
    type: 'signIn',
    account: { kind: 'plivo', server: 'https://calls.example', accessKey: 'ofh_key-of-ada' },
    remember: false,
    accountId: 'a-1',
  },
  { type: 'signIn', account: { kind: 'gateway', server: 'https://calls.example' }, remember: true },
  { type: 'signIn', account: { kind: 'siperb', token: 'pat', deviceToken: 'device' }, remember: true },
  { type: 'getSignInOffer', server: 'https://calls.example' },
  { type: 'getSiperbDevices', token: 'pat' },
  { type: 'signOut' },
  { type: 'signOut', accountId: 'a-1' },
  { type: 'setDefaultAccount', accountId: 'a-1' },
  { type: 'checkLine', accountId: 'a-1' },
  { type: 'changeSettings', change: { country: 'GB' } },
  { type: 'importDoNotCall', numbers: ['+442079460018'] },
  ...['getPageSettings', 'readFrame', 'getState', 'getAccounts', 'checkPlivo'].map((type) => ({ type })),
  ...['getSettings', 'clearDoNotCall', 'eraseAll', 'getSites'].map((type) => ({ type })),
  { type: 'getSite', origin: 'https://crm.example' },
  { type: 'setSite', origin: 'http://127.0.0.1:8080', enabled: true },
  { type: 'setSite', origin: 'https://crm.example', enabled: false, country: 'SE', oneClick: true },
  { type: 'setSite', origin: 'https://crm.example', enabled: true, country: null },
  { type: 'hostStarted', hostId: 'host-1' },
  { type: 'renewCredentials', accountId: 'a-1', account: plivoAccount },
  { type: 'renewCredentials', accountId: 'a-1', account: gatewayAccount },
  { type: 'renewCredentials', accountId: 'a-1', account: siperbAccount },
  { type: 'recycleHost', accounts: [] },
  { type: 'recycleHost', accounts: [{ ...open, credentials: plivoCredentials }] },
];
export const HOST_REQUESTS = [
  ...JOURNAL_REQUESTS,
  ...COMMANDS.map((command) => ({ type: 'command', command })),
  { type: 'getState' },
  { type: 'getRecentCalls', limit: 20 },
  ...[credentials, { kind: 'fake', identity: 'Demo' }, plivoAccount, plivoCredentials].map((one) => ({
    type: 'openPhone',
    ...open,
    credentials: one,
  })),
  ...[gatewayAccount, mintedCredentials, siperbAccount].map((one) => ({
    type: 'openPhone',
    ...open,
    credentials: one,
  })),
  { type: 'openPhone', ...open, credentials: siperbCredentials },
  { type: 'closePhone', accountId: 'a-1' },
  { type: 'orderLines', accountIds: ['a-1', 'policy:sales'] },
  {
    type: 'configure',
    settings: { ...DEFAULTS, doNotCall: [{ salt: 's', hashes: ['0123456789abcdef'] }] },
  },
  { type: 'checkLine', accountId: 'a-1' },
  { type: 'getOpenAccounts' },
  { type: 'eraseJournal' },
];
