/** A number and our identity as one provider wants them written in an INVITE: what the gateway's own routes would send. */
import type { Provider } from '../config/provider.ts';
import type { Headers } from './sip/message.ts';
import { bracketed } from './sip/userAgent.ts';

/** `e164` begins with a plus. */
export function dialledDigits(e164: string, { numberFormat, homeCountry, nationalPrefix }: Provider): string {
  const digits = e164.slice(1);
  switch (numberFormat) {
    case 'e164':
      return e164;
    case 'digits':
      return digits;
    case '00':
      return `00${digits}`;
    case 'local':
      return homeCountry && e164.startsWith(homeCountry)
        ? `${nationalPrefix}${e164.slice(homeCountry.length)}`
        : `00${digits}`;
  }
}

export function callUri(provider: Provider, e164: string): string {
  const { host, port, transport } = provider;
  const suffix = transport === 'udp' ? '' : `;transport=${transport}`;
  return `sip:${dialledDigits(e164, provider)}@${bracketed(host)}:${port}${suffix}`;
}

/** The first caller id, or the account where there is none or where the provider wants it so. */
export function fromUri(provider: Provider): string {
  const caller = provider.fromUser === 'callerId' ? callerId(provider) : null;
  return uriOf(caller ?? encodeURIComponent(provider.username || 'check'), provider);
}

export function callHeaders(provider: Provider): Headers {
  const caller = callerId(provider);
  const identity: Headers = caller ? [['p-asserted-identity', `<${uriOf(caller, provider)}>`]] : [];
  return [...identity, ...Object.entries(provider.headers)];
}

function callerId(provider: Provider): string | null {
  const [first = null] = provider.callerIds;
  return provider.numberFormat === 'e164' || first === null ? first : first.slice(1);
}

function uriOf(user: string, { domain }: Provider): string {
  return `sip:${user}@${bracketed(domain)}`;
}
