/** Does Plivo's token API give a token, and is it one that its browser SDK can use? */
import type { PlivoFailure } from '../plivo/api.ts';
import { DOCTOR_SUB, type Examination } from './examination.ts';
import { fail, ok, type Result } from './finding.ts';

const LONGEST_TOKEN = 500;

/** What to do about each way the token API can fail; `refused` also depends on the status. */
const FIXES: Readonly<Record<PlivoFailure, string>> = {
  unreachable: 'check this machine’s network, its proxy and PLIVO_API_URL',
  'timed-out': 'try again; if it stays so, check the network between this machine and PLIVO_API_URL',
  refused: 'check PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN and PLIVO_APP_ID against the console',
  broken: 'Plivo has a fault of its own: try again, and look at status.plivo.com',
  malformed: 'PLIVO_API_URL answers, but not as Plivo: set it to https://api.plivo.com',
  'token-too-long': 'use shorter names: the SDK leaves a token of more than 500 characters out of its INVITE',
};

const FIXES_BY_STATUS: Readonly<Record<number, string>> = {
  401: 'copy PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN again from the console’s overview page',
  404: 'PLIVO_AUTH_ID names no account: copy it again from the console’s overview page',
  429: 'too many requests: wait a minute',
};

export async function checkTokenApi(examination: Examination): Promise<Result> {
  const { plivo, clock, config } = examination;
  const notBefore = Math.floor(clock.now() / 1000);
  const expires = notBefore + config.tokenTtlSeconds;
  const result = await plivo.createToken({ sub: DOCTOR_SUB, notBefore, expires });
  if (result.ok) {
    examination.token = result.value;
    return ok(`made a token of ${result.value.length} characters`);
  }
  const { failure, status } = result;
  const fix = (status !== undefined && FIXES_BY_STATUS[status]) || FIXES[failure];
  return fail(status === undefined ? failure : `${failure}, with status ${status}`, fix);
}

/** The claims that the SDK looks at before it sends anything, and those that Plivo's switch does. */
export function checkTokenShape({ config, clock }: Examination, token: string): Result {
  const claims = decode(token);
  if (!claims) return fail('the token is not a JWT', FIXES.malformed);
  const problem = problemOf(claims, config.plivo.authId, clock.now() / 1000) ?? lengthProblem(token);
  if (problem) return fail(problem.found, problem.fix);
  const seconds = Math.round(Number(claims.exp) - clock.now() / 1000);
  return ok(
    `per.voice allows calls both ways, valid for ${seconds} s, ${token.length} of ${LONGEST_TOKEN} characters`,
  );
}

type Claims = Readonly<Record<string, unknown>>;
type Problem = { readonly found: string; readonly fix: string };

function problemOf(claims: Claims, authId: string, nowSeconds: number): Problem | null {
  const voice = (claims.per as { voice?: Record<string, unknown> } | undefined)?.voice;
  if (!voice)
    return {
      found: claims.grants ? 'it has the legacy grants and no per.voice' : 'it has no per.voice',
      fix: 'the Browser SDK v2 needs a token of Plivo’s token API: PLIVO_API_URL must be https://api.plivo.com',
    };
  const forbidden = ['outgoing_allow', 'incoming_allow'].find((name) => voice[name] !== true);
  if (forbidden)
    return {
      found: `per.voice.${forbidden} is not true`,
      fix: 'ask Plivo’s support which calls the account may make',
    };
  if (claims.iss !== authId || claims.sub !== DOCTOR_SUB)
    return {
      found: 'iss or sub is not what was asked for',
      fix: 'check PLIVO_AUTH_ID: is it a subaccount’s?',
    };
  return timeProblem(claims, nowSeconds);
}

function timeProblem({ nbf, exp }: Claims, nowSeconds: number): Problem | null {
  const fix = 'set this machine’s clock by NTP; the check "clock" says how far it is off';
  if (typeof exp !== 'number' || typeof nbf !== 'number') return { found: 'exp or nbf is no number', fix };
  if (exp <= nowSeconds) return { found: `it expired ${Math.round(nowSeconds - exp)} s ago`, fix };
  return nbf > nowSeconds
    ? { found: `it is not valid for another ${Math.round(nbf - nowSeconds)} s`, fix }
    : null;
}

const lengthProblem = (token: string): Problem | null =>
  token.length <= LONGEST_TOKEN
    ? null
    : { found: `it has ${token.length} characters`, fix: FIXES['token-too-long'] };

function decode(token: string): Claims | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' ? (claims as Claims | null) : null;
  } catch {
    return null;
  }
}
