/** Does Plivo's switch let an agent in with the token? What its refusals mean is the SDK's own list. */
import { DOCTOR_SUB, type Examination } from './examination.ts';
import { fail, ok, type Result } from './finding.ts';
import { registerOnce } from './sip.ts';

/** Where the SDK registers when nothing else is configured. */
export const PLIVO_SIP_SERVERS: readonly string[] = [
  'wss://client.plivo.com/signalling',
  'wss://client-fb.plivo.com/signalling',
];

const CLOCK_FIX = 'set this machine’s clock by NTP: it writes the times into the token';
const API_FIX = 'the token must come from this account’s token API: check PLIVO_API_URL and PLIVO_AUTH_ID';

/** X-Plivo-Jwt-Error-Code: its word and what to do. */
const REFUSALS: Readonly<Record<number, readonly [word: string, fix: string]>> = {
  10001: ['INVALID_ACCESS_TOKEN', API_FIX],
  10002: ['INVALID_ACCESS_TOKEN_HEADER', API_FIX],
  10003: ['INVALID_ACCESS_TOKEN_ISSUER', 'check PLIVO_AUTH_ID'],
  10004: ['INVALID_ACCESS_TOKEN_SUBJECT', API_FIX],
  10005: ['ACCESS_TOKEN_NOT_VALID_YET', CLOCK_FIX],
  10006: ['ACCESS_TOKEN_EXPIRED', CLOCK_FIX],
  10007: ['INVALID_ACCESS_TOKEN_SIGNATURE', API_FIX],
  10008: ['INVALID_ACCESS_TOKEN_GRANTS', 'ask Plivo’s support which calls the account may make'],
  10009: ['EXPIRATION_EXCEEDS_MAX_ALLOWED_TIME', 'lower TOKEN_TTL_SECONDS'],
  10010: ['MAX_ALLOWED_LOGIN_REACHED', 'sign agents out elsewhere, or ask Plivo’s support for more logins'],
};

export async function checkRegistration({ config, timeoutMs }: Examination, token: string): Promise<Result> {
  const { authId, sipServers } = config.plivo;
  const servers = sipServers.length > 0 ? sipServers : PLIVO_SIP_SERVERS;
  const outcome = await registerOnce({ servers, username: `${DOCTOR_SUB}_${authId}`, token, timeoutMs });
  switch (outcome.kind) {
    case 'registered':
      return ok(`${outcome.server} lets an agent in`);
    case 'refused': {
      const [word, fix] = REFUSALS[outcome.code ?? 0] ?? [`status ${outcome.status}`, API_FIX];
      return fail(`${outcome.server} refuses the token: ${word}`, fix);
    }
    case 'silent':
      return fail(`${outcome.server} does not answer`, 'try again; if it stays so, look at status.plivo.com');
    case 'unreachable':
      return fail(
        `no WebSocket to ${servers.join(' or ')}`,
        'let this network, its firewall and its proxy pass WSS to client.plivo.com and client-fb.plivo.com, port 443',
      );
  }
}
