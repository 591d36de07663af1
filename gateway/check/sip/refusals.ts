/** What a provider's refusal means to whoever sets a trunk up, and what to do: one table, status → fix. */
import type { LinkFailure } from './link.ts';
import type { Outcome } from './transactions.ts';

const CONSOLE = 'in the provider’s console';
const TRY_LATER = 'try again; if it stays so, look at the provider’s status page';

const FIXES: Readonly<Record<number, string>> = {
  401: 'check username and password; copy them again from the console',
  402: `look at the account’s balance ${CONSOLE}`,
  403: `check username and password, whether this machine’s address is allowed ${CONSOLE}, and whether the account may call there`,
  404: `check domain, and for a call the number and numberFormat`,
  405: 'the provider does not take this request; nothing has to be done where calls work',
  407: 'check username and password; copy them again from the console',
  408: TRY_LATER,
  423: 'the provider wants longer registrations; the gateway asks for 3600 s',
  480: 'nobody is there: try a number that answers',
  484: 'the number is incomplete: check numberFormat',
  486: 'the number is busy: try another',
  487: 'the call was cancelled',
  488: `check media (rtp or srtp) and allow PCMU or PCMA ${CONSOLE}`,
  500: TRY_LATER,
  502: TRY_LATER,
  503: `the provider is overloaded, or does not know this trunk: ${TRY_LATER}, and check that the trunk is active ${CONSOLE}`,
  603: 'the call was declined: check the caller id and the account’s permissions',
};

export function fixFor(status: number): string {
  return FIXES[status] ?? `look the call up ${CONSOLE}: it says why it answered ${status}`;
}

const FAILURES: Readonly<Record<LinkFailure, readonly [found: string, fix: string]>> = {
  refused: ['nothing listens there', 'check host, port and transport'],
  'timed-out': ['no answer', 'check host and port, and that firewalls let this machine out'],
  unreachable: ['there is no way to it', 'check this machine’s network and routes'],
  'tls-too-old': ['it speaks only TLS 1.1 or older', 'ask the provider for TLS 1.2'],
  'tls-failed': [
    'it does not speak TLS there',
    'check port and transport: 5061 is usual for tls, 5060 for udp and tcp',
  ],
  closed: [
    'it closed the connection',
    `check port and transport, and whether this machine’s address is allowed ${CONSOLE}`,
  ],
};

export function describeFailure(failure: LinkFailure): readonly [found: string, fix: string] {
  return FAILURES[failure];
}

/** For an exchange that ended without a final response. */
export function describeOutcome(
  outcome: Exclude<Outcome, { kind: 'answered' }>,
): readonly [found: string, fix: string] {
  switch (outcome.kind) {
    case 'silent':
      return [
        'no answer',
        `check host, port and transport, that firewalls let answers back in, and that this machine’s address is allowed ${CONSOLE}: many providers drop what they do not know`,
      ];
    case 'malformed':
      return ['the answer is not SIP', 'check host and port: something else listens there'];
    case 'gone':
      return describeFailure(outcome.failure);
  }
}
