/** A number and our identity as one provider wants them written in an INVITE: what the gateway's own routes would send. */
import type { Provider } from '../config/provider.ts';
import type { Headers } from './sip/message.ts';
import { bracketed } from './sip/userAgent.ts';

/** `e164` begins with a plus. */
export function dialledDigits(e164: string, { numberFormat, homeCountry }: Provider): string {
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
        ? `0${e164.slice(homeCountry.length)}`
        : `00${digits}`;
  }
}

export function callUri(provider: Provider, e164: string): string {
  const { host, port, transport } = provider;
  const suffix = transport === 'udp' ? '' : `;transport=${transport}`;
  return `sip:${dialledDigits(e164, provider)}@${bracketed(host)}:${port}${suffix}`;
}

/** The first caller id, or the account where there is none. */
export function fromUri(provider: Provider): string {
  return `sip:${callerOf(provider)}@${bracketed(provider.domain)}`;
}

export function callHeaders(provider: Provider): Headers {
  const identity: Headers =
    provider.callerIds.length > 0 ? [['p-asserted-identity', `<${fromUri(provider)}>`]] : [];
  return [...identity, ...Object.entries(provider.headers)];
}

function callerOf(provider: Provider): string {
  const [callerId] = provider.callerIds;
  return callerId ? dialledDigits(callerId, provider) : encodeURIComponent(provider.username || 'check');
}
