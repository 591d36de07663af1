/** A Plivo phone on the stand-in for the SDK and a clock that the test moves, with our own server's answers at hand. */
import type { PlivoCredentials } from '../../accounts/credentials.ts';
import { newCallId } from '../../call/callId.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { CallId } from '../../call/state.ts';
import { remoteTo } from '../contractRig.ts';
import { createManualClock } from '../fake/manualClock.ts';
import type { PhoneContext } from '../phone.ts';
import { createFakeSdk } from './fakeSdk.ts';
import { openPlivoPhone } from './plivoPhone.ts';

export const CREDENTIALS: PlivoCredentials = {
  kind: 'plivo',
  server: 'https://calls.example.com',
  bearer: 'key-1',
  token: 'token-1',
  username: 'agent1_MA0000',
  plivoNumber: '14155550100',
  expiresAt: 900_000,
};
export const MICROPHONE = { getTracks: () => [] } as unknown as MediaStream;

type Request = { readonly url: string; readonly bearer: string | null; readonly body: unknown };

/** Everything that waits for a promise and not for the clock has its turn. */
export async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

export async function rehearse(
  credentials: Partial<PlivoCredentials> = {},
  context: Partial<PhoneContext> = {},
) {
  const clock = createManualClock();
  const sdk = createFakeSdk(clock);
  const reported: PhoneEvent[] = [];
  const requests: Request[] = [];
  const server = {
    answer: (): Response | Promise<Response> =>
      Response.json({ intent: 'a1b2c3d4e5f60718', expiresAt: 60_000 }),
  };
  const phone = await openPlivoPhone(
    { ...CREDENTIALS, ...credentials },
    { report: (event) => reported.push(event), playRemote: () => {}, ...context },
    {
      clock,
      openSdk: async () => sdk,
      async fetch(url, init) {
        const bearer = new Headers(init?.headers).get('authorization');
        requests.push({ url: String(url), bearer, body: JSON.parse(String(init?.body)) });
        return server.answer();
      },
    },
  );
  const advance = async (byMs: number) => {
    await turn();
    for (let left = byMs; left > 0; left -= 50) {
      clock.advance(Math.min(50, left));
      await turn();
    }
  };
  return {
    clock,
    sdk,
    phone,
    reported,
    requests,
    server,
    advance,
    async ready() {
      phone.connect();
      await advance(100);
    },
    dial(number: string): CallId {
      const callId = newCallId();
      phone.dial(callId, remoteTo(number), MICROPHONE);
      return callId;
    },
    eventsOf: (callId: CallId) =>
      reported.filter((event) => 'callId' in event && event.callId === callId).map(({ type }) => type),
    endOf: (callId: CallId) =>
      reported.find((event) => event.type === 'callEnded' && event.callId === callId),
  };
}
