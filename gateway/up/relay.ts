/** coturn's configuration, judged: does it relay for strangers, or into private networks? Pure. */

/** RFC 1918, RFC 6598, loopback, link-local (which holds clouds' metadata), and this network. */
const PRIVATE = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.168.0.0', '192.168.255.255'],
] as const;

/** Sentences; none: it relays to `ownAddresses` only, and for who has a password only. */
export function relayFaults(conf: string, ownAddresses: readonly string[]): readonly string[] {
  const lines = conf.split('\n').map((line) => line.replace(/#.*$/, '').trim());
  const values = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1));
  const denied = values('denied-peer-ip').flatMap((range) => rangeOf(range) ?? []);
  const open = PRIVATE.filter(([first, last]) => !denied.some((range) => covers(range, first, last)));
  const foreign = values('allowed-peer-ip').filter((range) => !ownAddresses.includes(range));
  return [
    ...(lines.includes('use-auth-secret') && !lines.includes('no-auth')
      ? []
      : ['it relays without a password']),
    ...open.map(([first, last]) => `it relays to ${first}–${last}`),
    ...foreign.map((range) => `it relays to ${range}, which is not this gateway`),
  ];
}

type Range = readonly [first: number, last: number];

function rangeOf(text: string): readonly [Range] | null {
  const [first, last = first] = text.split('-').map(numberOf);
  return first === undefined || last === undefined || Number.isNaN(first + last) ? null : [[first, last]];
}

function covers([from, to]: Range, first: string, last: string): boolean {
  return from <= numberOf(first) && to >= numberOf(last);
}

/** NaN for what is no IPv4 address. */
function numberOf(address: string): number {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return Number.NaN;
  return address.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}

/** Whether the world can reach it: not one of the ranges above. */
export function isPublicAddress(address: string): boolean {
  const number = numberOf(address);
  return !PRIVATE.some(
    ([first, last]) => covers([numberOf(first), numberOf(last)], address, address) && number >= 0,
  );
}
