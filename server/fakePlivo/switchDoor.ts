/**
 * The door for the SIP side (the lab's Kamailio): it posts the request it got, as it got it, and is told in one line of
 * `name=value;` what to do. HTTP on loopback under a secret path.
 *
 *   POST register      a REGISTER       → do=accept; | do=refuse;code=10006;
 *   POST call/browser  an INVITE        → do=dial;uuid=…;number=…|users=a|b;caller=…;limit=…;ring=…; | do=refuse;uuid=…;status=…;…
 *   POST call/carrier  the same, from the telephone network
 *   POST failed?uuid=&status=           → the next word, as for call
 *   POST answered?uuid=                 → do=nothing;
 *   POST ended?uuid=&source=            → do=nothing;
 */
import { Hono } from 'hono';
import type { HangupSource } from './call.ts';
import type { Calls, Verdict } from './calls.ts';
import type { Faults } from './faults.ts';
import { CAUSES } from './hangupCause.ts';
import { parseSipHead, type SipHead } from './sipHead.ts';
import { judgeToken, type TokenClaims, type TokenError } from './token.ts';
import type { Wire } from './wire.ts';

export type SwitchDoorOptions = {
  readonly authId: string;
  readonly number: string;
  readonly tokenSecret: string;
  readonly calls: Calls;
  readonly faults: Faults;
  readonly wire: Wire;
  readonly now: () => number;
};

const DOMAIN = 'phone.plivo.com';

export function createSwitchDoor(options: SwitchDoorOptions): Hono {
  const { calls, number, faults, wire } = options;
  const door = new Hono();

  const judge = (head: SipHead): TokenClaims | TokenError =>
    judgeToken(head.header('X-Plivo-Jwt'), {
      secret: options.tokenSecret,
      issuer: options.authId,
      user: head.user,
      nowMs: options.now() + faults.clockAheadMs,
    });

  const say = (question: string, user: string, answer: string) => {
    wire.note({ kind: 'switch', question, user, answer });
    return answer;
  };

  function register(head: SipHead): string {
    const claims = faults.register ?? judge(head);
    return typeof claims === 'number' ? `do=refuse;code=${claims};` : 'do=accept;';
  }

  async function call(head: SipHead, from: string, controlUrl: string): Promise<string> {
    // A number that belongs to no application never reaches the answer URL: the caller hears "busy".
    if (head.dialled.replace('+', '') !== number)
      return line({ kind: 'refuse', callUuid: '', cause: CAUSES.busy });
    const { callId, fromTag, cseq, custom: headers } = head;
    return line(await calls.begin({ from, to: number, headers, leg: { callId, fromTag, cseq, controlUrl } }));
  }

  async function callFromBrowser(head: SipHead, controlUrl: string): Promise<string> {
    const claims = judge(head);
    if (typeof claims === 'number' || claims.per.voice.outgoing_allow === false)
      return line({ kind: 'refuse', callUuid: '', cause: CAUSES.forbidden });
    return call(head, `sip:${head.user}@${DOMAIN}`, controlUrl);
  }

  door.post('/register', async (c) => {
    const head = parseSipHead(await c.req.text());
    return head ? c.text(say('register', head.user, register(head))) : c.text('No SIP request.', 400);
  });

  door.post('/call/:via', async (c) => {
    const head = parseSipHead(await c.req.text());
    if (!head) return c.text('No SIP request.', 400);
    const controlUrl = c.req.header('x-control') ?? '';
    const fromBrowser = c.req.param('via') === 'browser';
    const answer = fromBrowser ? callFromBrowser(head, controlUrl) : call(head, head.user, controlUrl);
    return c.text(say('call', head.user, await answer));
  });

  door.post('/failed', async (c) => {
    const { uuid = '', status } = c.req.query();
    return c.text(say('failed', uuid, line(await calls.dialFailed(uuid, Number(status)))));
  });

  door.post('/answered', (c) => {
    const uuid = c.req.query('uuid') ?? '';
    calls.answered(uuid);
    return c.text(say('answered', uuid, 'do=nothing;'));
  });

  door.post('/ended', (c) => {
    const { uuid = '', source = '' } = c.req.query();
    calls.ended(uuid, source as HangupSource);
    return c.text(say('ended', uuid, 'do=nothing;'));
  });

  return door;
}

function line(verdict: Verdict): string {
  const { kind, callUuid } = verdict;
  if (kind === 'refuse') {
    const { status, phrase, q850, name } = verdict.cause;
    return `do=refuse;uuid=${callUuid};status=${status};phrase="${phrase}";q850=${q850};text=${name};`;
  }
  const { numbers, users, callerId, timeLimitSeconds, ringSeconds } = verdict.dial;
  const target = users.length > 0 ? `users=${users.join('|')}` : `number=${numbers[0]}`;
  const caller = callerId ? `caller=${callerId};` : '';
  return `do=dial;uuid=${callUuid};${target};${caller}limit=${timeLimitSeconds};ring=${ringSeconds ?? 0};`;
}
