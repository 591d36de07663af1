/** Addresses that exist only in the lab's own network: some things cannot be shown on 127.0.0.1. */
import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

/** Gives loopback these IPv4 addresses too; refuses on a network that is not the lab's alone. */
export function addAddresses(addresses: readonly string[]): void {
  const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
  if (others.length > 0)
    throw new Error(
      `This test gives its network further addresses, so it needs one of its own (unshare --net); this one has ${others.join(', ')}.`,
    );
  const commands = addresses.map((address) => `ip address replace ${address}/32 dev lo`);
  execFileSync('sh', ['-e', '-c', commands.join('\n')], { stdio: 'pipe' });
}
