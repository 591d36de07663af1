/** Work that nobody waits for: a browser's event has no answer, so what goes wrong is written down. */
import { log } from '../log.ts';

export function attempt(complaint: string, work: () => Promise<void>): void {
  work().catch((error: unknown) => log.error('switchboard', complaint, error));
}
