/** What a far side may ask of a call and does not get. */
import type { RTCSession } from 'jssip/lib/RTCSession';

/** Nobody else decides where our calls go: a REFER of the far side is declined, and so is another call in a call's place. */
export function declineTransfers(session: RTCSession): void {
  type Request = { reply(status: number): void };
  const insides = session as unknown as { _receiveRefer(request: Request): void };
  // JsSIP would accept before it asks.
  insides._receiveRefer = (request) => request.reply(603);
  session.on('replaces', (({ reject }: { reject: () => void }) => reject()) as never);
}
