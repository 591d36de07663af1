/** OPTIONS, REGISTER and the digest in both: what is asked, and what the answers mean. Nothing here dials. */
import type { Provider } from '../config/provider.ts';
import { failed, ok, type Result, skipped, warn } from './finding.ts';
import { describeOutcome, fixFor } from './sip/refusals.ts';
import { bracketed, type Draft, type Exchange, newConversation, type UserAgent } from './sip/userAgent.ts';

export function optionsRequest({ host, port }: Provider): Draft {
  const uri = `sip:${bracketed(host)}:${port}`;
  return { method: 'OPTIONS', uri, to: `<${uri}>`, headers: [['accept', 'application/sdp']] };
}

/** Any final answer shows that SIP is spoken there; only a 5xx says that it does not work now. */
export function judgeOptions({ outcome }: Exchange): Result {
  if (outcome.kind !== 'answered') return failed(...describeOutcome(outcome));
  const { status, reason } = outcome.response;
  const found = `${status} ${reason}`;
  if (status < 300) return ok(found);
  if (status >= 500) return failed(found, fixFor(status));
  return ok(`${found}: it speaks SIP and does not tell strangers more`);
}

export type Registration = { readonly made: Exchange; readonly removed: Exchange | null };

const EXPIRES_SECONDS = 60;

/** Registers a contact of this check's own, and takes it back; the gateway's own registration is another contact. */
export async function register(provider: Provider, ua: UserAgent): Promise<Registration> {
  const uri = `sip:${bracketed(provider.domain)}`;
  const account = `<sip:${encodeURIComponent(provider.username)}@${bracketed(provider.domain)}>`;
  const conversation = newConversation();
  const withExpires = (seconds: number): Draft => ({
    method: 'REGISTER',
    uri,
    to: account,
    headers: [['expires', String(seconds)]],
  });
  const made = await ua.ask(withExpires(EXPIRES_SECONDS), conversation);
  if (made.outcome.kind !== 'answered' || made.outcome.response.status >= 300) return { made, removed: null };
  return { made, removed: await ua.ask(withExpires(0), conversation) };
}

export function judgeRegister({ made, removed }: Registration): Result {
  if (made.outcome.kind !== 'answered') return failed(...describeOutcome(made.outcome));
  const { status, reason } = made.outcome.response;
  if (status >= 300) return failed(`${status} ${reason}`, fixFor(status));
  const isGone = removed?.outcome.kind === 'answered' && removed.outcome.response.status < 300;
  if (isGone) return ok(`${status} ${reason}, and taken back`);
  return warn(
    `${status} ${reason}, but not taken back`,
    `nothing: it ends by itself within ${EXPIRES_SECONDS} s`,
  );
}

/** `exchanges`: whatever the steps before have asked. The first that was challenged tells. */
export function judgeDigest(exchanges: readonly Exchange[], { password, mode }: Provider): Result {
  const refused = exchanges.find(({ outcome }) => isChallenge(outcome));
  const answered = exchanges.find(({ isAnswered, outcome }) => isAnswered && !isChallenge(outcome));
  const told = answered ?? refused;
  if (!told)
    return skipped(`nothing was challenged${mode === 'digest' ? '; a call may be: give --to NUMBER' : ''}`);
  const { challenge, isAnswered } = told;
  if (!challenge)
    return failed('it asks for a digest that is not known here', 'ask the provider for MD5 with qop auth');
  const found = `${challenge.algorithm}${challenge.qopAuth ? ', qop auth' : ', without qop'}, realm "${challenge.realm}"`;
  if (answered && !challenge.offered.includes('MD5'))
    return failed(`${found}: accepted, but Kamailio 5.6 answers MD5 only`, MD5_WANTED);
  if (answered) return challenge.qopAuth ? ok(`${found}: accepted`) : warn(`${found}: accepted`, OLD_DIGEST);
  if (!isAnswered && password === '')
    return failed(
      `${found}, and no password is configured`,
      'set mode: digest with username and password, or have the provider allow this machine’s address',
    );
  return failed(`${found}: refused`, 'check username and password; copy them again from the console');
}

/** Seen in the lab: uac's parse_authenticate_body refuses SHA-256, and the call goes to the next provider. */
const MD5_WANTED = 'ask the provider to offer MD5 as well: the gateway’s calls would be refused';
const OLD_DIGEST = 'ask the provider for qop auth: without it an answer can be used again';

function isChallenge(outcome: Exchange['outcome']): boolean {
  return outcome.kind === 'answered' && [401, 407].includes(outcome.response.status);
}
