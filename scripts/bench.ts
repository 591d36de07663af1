/** `npm run bench [-- NAME…]`: measures what README quotes and writes bench/results/. Without a name: all of them. */
import { spawnSync } from 'node:child_process';
import { ownNetwork } from './ownNetwork.ts';

const BENCHES: Record<string, () => Promise<void>> = {
  numbers: async () => (await import('../bench/numbers/bench.ts')).benchNumbers(console.log),
  server: async () => (await import('../bench/server.ts')).benchServer(console.log),
  gateway: async () => (await import('../bench/gateway.ts')).benchGateway(console.log),
  'line-outages': async () =>
    inOwnNetwork('line-outages', (await import('../bench/lineOutages.ts')).benchLineOutages),
  popup: async () => (await import('../bench/popup.ts')).benchPopup(console.log),
  'click-to-invite': async () => (await import('../bench/clickToInvite.ts')).benchClickToInvite(console.log),
};

try {
  const asked = process.argv.slice(2);
  for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
    const bench = BENCHES[name];
    if (!bench) throw new Error(`There is no bench "${name}"; there are ${Object.keys(BENCHES).join(', ')}.`);
    await bench();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Telephones want a network of their own: the same command again, inside one. */
async function inOwnNetwork(
  name: string,
  bench: (say: (line: string) => void) => Promise<void>,
): Promise<void> {
  const enter = process.env.OFFHOOK_OWN_NETWORK ? [] : ownNetwork();
  const [program, ...args] = [...enter, process.execPath, import.meta.filename, name];
  if (enter.length === 0 || !program) return bench(console.log);
  const env = { ...process.env, OFFHOOK_OWN_NETWORK: 'yes' };
  if (spawnSync(program, args, { stdio: 'inherit', env }).status !== 0)
    throw new Error(`The bench "${name}" failed.`);
}
