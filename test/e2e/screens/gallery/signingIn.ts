/** The situations of who signs in, by each kind of account, and of who is refused. */
import { AT_PLIVO, READY } from '../../../../src/ui/goodDay.ts';
import { onPlivo } from './plivo.ts';
import { line, type Situation, with_ } from './situation.ts';

const oidc = { issuer: 'https://id.example.com', clientId: 'offhook', scope: 'openid' };

const signingIn = (change: Partial<Situation>): Situation =>
  with_({ accounts: [], state: null, plivoForm: 'asked', ...change });

const token: Pick<Situation, 'accounts' | 'state' | 'does'> = {
  accounts: [],
  state: null,
  does: 'pastesToken',
};

export const SIGNING_IN = {
  signIn: with_({ accounts: [], state: null }),
  signInSip: with_({ accounts: [], state: null, does: 'opensSip' }),
  signInRefused: with_({ accounts: [], state: null, refuse: { code: 'wrong-credentials' } }),
  signInUnreachable: with_({ accounts: [], state: null, refuse: { code: 'server-unreachable' } }),
  siperbSignIn: with_(token),
  siperbRefused: with_({ ...token, refuse: { code: 'wrong-credentials' } }),
  siperbDevices: with_({
    ...token,
    refuse: { code: 'device-not-chosen' },
    devices: [
      { deviceToken: 'one', name: 'Browser at the front desk' },
      { deviceToken: 'two', name: 'Browser at home' },
    ],
  }),
  plivoSignIn: signingIn({ plivoForm: 'chosen' }),
  plivoNoServer: signingIn({ refuse: { code: 'server-unusable' } }),
  plivoKey: signingIn({ offer: { accessKey: true } }),
  plivoOrganisation: signingIn({ offer: { accessKey: false, oidc } }),
  plivoBoth: signingIn({ offer: { accessKey: true, oidc } }),
  plivoClosed: signingIn({ offer: { accessKey: false } }),
  plivoKeyRefused: signingIn({
    offer: { accessKey: true, oidc },
    plivoForm: 'sent',
    refuse: { code: 'sign-in-expired' },
  }),
  plivoReady: with_({ accounts: [AT_PLIVO], state: onPlivo(READY) }),
  plivoExpired: with_({
    accounts: [AT_PLIVO],
    state: line({ status: 'failed', failure: { code: 'sign-in-expired' } }),
  }),
  plivoRefused: with_({
    accounts: [AT_PLIVO],
    state: line({ status: 'failed', failure: { code: 'wrong-credentials' } }),
  }),
  plivoAccount: with_({
    accounts: [AT_PLIVO],
    state: onPlivo(READY),
    offer: { accessKey: true, oidc },
    plivoForm: 'account',
  }),
} as const satisfies Record<string, Situation>;
