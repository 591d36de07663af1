/**
 * GET /check: the doctor's checks of what only the server can see, for the extension's "Check Plivo". It places no call
 * and changes nothing at Plivo. What each check looks at is in doctor/.
 */
import { Hono } from 'hono';
import { type CheckName, type CheckReply, checkReply } from '../../src/accounts/tokenContract.ts';
import { checkClock } from '../doctor/clock.ts';
import { checkStore } from '../doctor/database.ts';
import { type Check, examine, needsToken } from '../doctor/doctor.ts';
import type { Examination } from '../doctor/examination.ts';
import { checkTokenApi, checkTokenShape } from '../doctor/token.ts';
import { checkReachability, checkSignature } from '../doctor/webhooks.ts';
import { createPlivoApi } from '../plivo/api.ts';
import { describes } from './openapi.ts';
import { problem } from './problem.ts';
import type { Env, RouteDeps } from './route.ts';
import { signedIn } from './signedIn.ts';

const MINUTE_MS = 60_000;
/** No chain below asks the outside more than twice, and the extension waits for 10 s. */
const TIMEOUT_MS = 4_000;
const REFUSALS = ['not-signed-in', 'rate-limited', 'unavailable'] as const;

type Chain = readonly (readonly [name: CheckName, run: Check[1]])[];

/** Chains run side by side; within one, each check waits for what the one before it learned. */
const chainsOf = ({ store, config }: RouteDeps): readonly Chain[] => [
  [['database', () => checkStore(store, config)]],
  [
    ['token api', checkTokenApi],
    ['token shape', needsToken(checkTokenShape)],
  ],
  [['clock', checkClock]],
  [
    ['webhook reachability', checkReachability],
    ['webhook signature', checkSignature],
  ],
];

export function checkRoute(deps: RouteDeps) {
  const { config, store, clock } = deps;
  const describe = describes('What works and what does not, each with its fix', checkReply, REFUSALS);
  return new Hono<Env>().get('/check', describe, signedIn(deps), async (c) => {
    // Each check has a token made, so it counts as one.
    const key = `token:${c.var.agent.sub}`;
    const taken = await store.limits.take(key, config.tokensPerMinute, MINUTE_MS, clock.now());
    if (!taken.ok) {
      const detail = `This agent has asked for ${config.tokensPerMinute} tokens or checks within a minute.`;
      return problem(c, 'rate-limited', { detail, retryAfterMs: taken.retryAfterMs });
    }
    const plivo = createPlivoApi(config.plivo, { timeoutMs: TIMEOUT_MS });
    const examination: Examination = { config, plivo, clock, timeoutMs: TIMEOUT_MS, token: null };
    const findings = await Promise.all(chainsOf(deps).map((chain) => follow(chain, examination)));
    return c.json(findings.flat());
  });
}

async function follow(chain: Chain, examination: Examination): Promise<CheckReply> {
  const findings: CheckReply = [];
  for (const [name, run] of chain) {
    const { verdict, found, fix, ms } = await examine(name, run, examination);
    findings.push({ name, verdict, found, ...(fix !== undefined && { fix }), tookMs: ms });
  }
  return findings;
}
