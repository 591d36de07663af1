/**
 * Whom a provider's certificate has to be for. Kamailio checks its chain and not its name, and tells its routes of the first
 * alternative name only: so they look for the provider's own in the certificate itself, in hexadecimal.
 */
import { isIPv4 } from 'node:net';

/** Context tags of subjectAltName (RFC 5280 4.2.1.6). */
const [DNS_NAME, IP_ADDRESS] = ['82', '87'] as const;

/** A POSIX regular expression for the DER, two digits a byte, of a certificate for this host (RFC 6125 6.4). */
export function certifiedFor(host: string): string {
  if (isIPv4(host))
    return `^(..)*${IP_ADDRESS}04${host
      .split('.')
      .map((part) => hex(Number(part)))
      .join('')}`;
  const [, ...parents] = host.split('.');
  // A star stands for one label, and not for the one before the top.
  const names = parents.length > 1 ? [host, `*.${parents.join('.')}`] : [host];
  return `^(..)*${DNS_NAME}(${names.map((name) => `${hex(name.length)}${[...name].map(eitherCase).join('')}`).join('|')})`;
}

const hex = (byte: number) => byte.toString(16).padStart(2, '0');

/** In ASCII a capital is 0x20 before its letter, which shows in the first digit. */
function eitherCase(character: string): string {
  const [first = '', second = ''] = hex(character.toLowerCase().charCodeAt(0));
  return /[a-z]/i.test(character) ? `[${Number(first) - 2}${first}]${second}` : `${first}${second}`;
}
