/** `npm run bench`: measures what README quotes and writes bench/results/. */
import { benchClickToInvite } from '../bench/clickToInvite.ts';

try {
  await benchClickToInvite(console.log);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
