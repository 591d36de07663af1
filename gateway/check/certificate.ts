/** A provider's certificate, judged: chain, name and days left. */
import { failed, ok, type Result, warn } from './finding.ts';
import type { Peer } from './sip/link.ts';

const DAY_MS = 86_400_000;
/** ACME renews 30 days before the end: with less, somebody's renewal has been failing for a week or more. */
const FEW_DAYS = 21;

/** `verify` false: what is wrong is told as a warning, since the gateway would connect all the same. */
export function judgePeer(peer: Peer, verify: boolean, nowMs: number): Result {
  const days = Math.floor((peer.validTo - nowMs) / DAY_MS);
  const found = `${peer.protocol}, certificate good for ${days} more days`;
  const trouble = troubleWith(peer, nowMs);
  if (trouble) {
    const [text, fix] = trouble;
    return verify ? failed(text, fix) : warn(`${text}; verify: insecure lets it pass`, fix);
  }
  if (!verify) return warn(`${found}, not verified`, 'take verify: insecure out: the certificate is good');
  return days < FEW_DAYS ? warn(found, 'tell the provider that its certificate ends soon') : ok(found);
}

function troubleWith(peer: Peer, nowMs: number): readonly [found: string, fix: string] | null {
  if (peer.validTo <= nowMs)
    return [
      `the certificate ended on ${day(peer.validTo)}`,
      'tell the provider; check this machine’s clock if it did not',
    ];
  if (peer.validFrom > nowMs)
    return [`the certificate begins on ${day(peer.validFrom)}`, 'set this machine’s clock by NTP'];
  if (peer.chainError)
    return [
      `the certificate is not trusted (${peer.chainError})`,
      'give the provider’s authority as tls.caFile, or check that host is really the provider’s',
    ];
  if (peer.nameError)
    return [
      `the certificate names another host (${peer.nameError})`,
      'set host to a name that the certificate holds',
    ];
  return null;
}

function day(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
