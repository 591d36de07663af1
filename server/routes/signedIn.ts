/** Lets a request through when its sender is one of our agents and does not ask too often. */
import { clientAddress } from './clientAddress.ts';
import { problem } from './problem.ts';
import type { Middleware, RouteDeps } from './route.ts';

const MINUTE_MS = 60_000;

/** The address is counted first: guessing keys is limited like everything else. */
export function signedIn({ config, store, signIn, clock }: RouteDeps): Middleware {
  return async (c, next) => {
    const address = clientAddress(c, config.trustedProxies);
    const limit = config.requestsPerMinute;
    const taken = await store.limits.take(`address:${address}`, limit, MINUTE_MS, clock.now());
    if (!taken.ok) {
      const detail = `This address has sent ${limit} requests within a minute.`;
      return problem(c, 'rate-limited', { detail, retryAfterMs: taken.retryAfterMs });
    }
    const answer = await signIn(c.req.header('Authorization') ?? '');
    if (!answer.ok) return problem(c, answer.code, { detail: answer.detail });
    c.set('agent', answer.agent);
    c.set('log', c.var.log.child({ agent: answer.agent.sub }));
    return next();
  };
}

/** Behind `signedIn`. */
export const adminOnly: Middleware = async (c, next) => {
  if (c.var.agent.admin) return next();
  const detail =
    'Only an administrator may read this: `npm run server -- agents add NAME --admin` makes one.';
  return problem(c, 'forbidden', { detail });
};
