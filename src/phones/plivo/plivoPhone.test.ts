/** What the phone makes of the SDK's faults, call by call; its line is in line.test.ts. */
import { describe, expect, it } from 'vitest';
import { newCallId } from '../../call/callId.ts';
import type { CallId } from '../../call/state.ts';
import { remoteTo } from '../contractRig.ts';
import { ANSWER_WITHIN_MS, RELEASE_WITHIN_MS, SESSION_WITHIN_MS } from './call.ts';
import { CREDENTIALS, MICROPHONE, rehearse, turn } from './rehearsal.ts';

async function readyPhone(...given: Parameters<typeof rehearse>) {
  const rehearsal = await rehearse(...given);
  await rehearsal.ready();
  return rehearsal;
}
const callsOf = ({ asked }: { asked: readonly string[] }) => asked.filter((each) => each.startsWith('call '));
type Rehearsal = Awaited<ReturnType<typeof rehearse>>;

async function live(rehearsal: Rehearsal): Promise<CallId> {
  const callId = rehearsal.dial('+14155550142');
  await rehearsal.advance(300);
  rehearsal.sdk.far.answer();
  return callId;
}

describe('an outgoing call', () => {
  it('goes to the Plivo number, with its destination and our server’s yes in headers', async () => {
    const { sdk, dial, advance, requests } = await readyPhone();
    const callId = dial('+442079460018');
    await advance(300);
    expect(callsOf(sdk)).toEqual([`call ${CREDENTIALS.plivoNumber}`]);
    expect(sdk.headers).toEqual({ 'X-PH-Dest': '442079460018', 'X-PH-Intent': 'a1b2c3d4e5f60718' });
    expect(requests).toEqual([
      {
        url: 'https://calls.example.com/calls',
        bearer: 'Bearer key-1',
        body: { to: '+442079460018', callId },
      },
    ]);
  });

  it('ends with our server’s refusal, and never reaches the SDK', async () => {
    const { sdk, server, dial, advance, endOf } = await readyPhone();
    server.answer = () =>
      Response.json(
        { type: 'about:blank', title: 'no', status: 403, code: 'number-forbidden' },
        { status: 403 },
      );
    const callId = dial('+442079460018');
    await advance(300);
    expect(endOf(callId)).toMatchObject({ failure: { code: 'number-forbidden' } });
    expect(callsOf(sdk)).toEqual([]);
  });

  it('ends as server unreachable when our server cannot be asked', async () => {
    const { sdk, server, dial, advance, endOf } = await readyPhone();
    server.answer = () => Promise.reject(new TypeError('Failed to fetch'));
    const callId = dial('+442079460018');
    await advance(300);
    expect(endOf(callId)).toMatchObject({ failure: { code: 'server-unreachable' } });
    expect(callsOf(sdk)).toEqual([]);
  });

  it('that is not cleared never reaches the SDK', async () => {
    const { sdk, phone, advance, eventsOf } = await readyPhone();
    const callId = newCallId();
    phone.dial(callId, remoteTo('+442079460018'), MICROPHONE, { cleared: Promise.resolve(false) });
    await advance(300);
    expect(callsOf(sdk)).toEqual([]);
    expect(eventsOf(callId)).toEqual(['callEnded']);
  });

  it('that is hung up while our server is asked never reaches the SDK', async () => {
    const { sdk, phone, server, dial, advance, eventsOf } = await readyPhone();
    const answer = Promise.withResolvers<Response>();
    server.answer = () => answer.promise;
    const callId = dial('+442079460018');
    await turn();
    phone.hangUp(callId);
    answer.resolve(Response.json({ intent: 'a1b2c3d4e5f60718', expiresAt: 60_000 }));
    await advance(300);
    expect(callsOf(sdk)).toEqual([]);
    expect(eventsOf(callId)).toEqual(['callEnded']);
  });

  it('that is hung up before the SDK has a session is hung up as soon as it has', async () => {
    const { sdk, phone, dial, advance, eventsOf } = await readyPhone();
    const callId = dial('+442079460018');
    await turn();
    expect(callsOf(sdk)).toHaveLength(1);
    phone.hangUp(callId);
    expect(sdk.asked).not.toContain('hangup');
    await advance(300);
    expect(sdk.asked).toContain('hangup');
    expect(eventsOf(callId)).toEqual(['callEnded']);
  });

  it('waits until the SDK has let go of the one before', async () => {
    const { sdk, phone, dial, advance, eventsOf } = await readyPhone();
    const first = dial('+442079460018');
    await turn();
    phone.hangUp(first);
    const second = dial('+442079460091');
    await turn();
    expect(callsOf(sdk)).toHaveLength(1);
    await advance(300);
    expect(callsOf(sdk)).toHaveLength(2);
    expect(eventsOf(second)).toEqual(['callRinging']);
  });

  it('is refused while another one is up: the SDK would take it and place none', async () => {
    const rehearsal = await readyPhone();
    await live(rehearsal);
    const second = rehearsal.dial('+442079460018');
    expect(rehearsal.endOf(second)).toMatchObject({ failure: { code: 'too-many-calls' } });
  });

  it('to something that is no number is refused: our server allows numbers', async () => {
    const { phone, reported } = await readyPhone();
    phone.dial(newCallId(), { e164: null, display: 'customer' }, MICROPHONE);
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'number-invalid' } });
  });

  it('that the SDK accepts and never places ends, and the document has to go', async () => {
    const needed: string[] = [];
    const { sdk, dial, advance, endOf, reported } = await readyPhone(
      {},
      { needFreshDocument: () => needed.push('now') },
    );
    sdk.faults.placesNothing = true;
    const callId = dial('+442079460018');
    await advance(SESSION_WITHIN_MS + RELEASE_WITHIN_MS + 100);
    expect(endOf(callId)).toMatchObject({ failure: { code: 'unknown' } });
    expect(reported.at(-1)).toMatchObject({ type: 'lineFailed' });
    expect(needed).toEqual(['now']);
  });

  it('rings for 60 s at most', async () => {
    const { sdk, dial, advance, endOf } = await readyPhone();
    const callId = dial('+14155550180');
    await advance(61_000);
    expect(endOf(callId)).toMatchObject({ by: 'local', failure: { code: 'no-answer' } });
    expect(sdk.asked).toContain('hangup');
  });

  it('sends its extension after a pause, digit by digit', async () => {
    const { sdk, phone, advance } = await readyPhone();
    phone.dial(newCallId(), { ...remoteTo('+14155550142'), extension: '4#' }, MICROPHONE);
    await advance(300);
    sdk.far.answer();
    expect(sdk.asked.filter((each) => each.startsWith('digit'))).toEqual([]);
    await advance(2_000);
    expect(sdk.asked.filter((each) => each.startsWith('digit'))).toEqual(['digit 4', 'digit #']);
  });
});

describe('muting', () => {
  it('closes the microphone and is known to the SDK, also when it comes before the session', async () => {
    const { sdk, phone, dial, advance } = await readyPhone();
    const callId = dial('+14155550142');
    await turn();
    phone.setMuted(callId, true);
    expect(sdk.microphoneOpen).toBe(false);
    expect(sdk.asked).not.toContain('mute');
    await advance(300);
    expect(sdk.asked).toContain('mute');
  });

  it('is over with its call: the next one starts open', async () => {
    const rehearsal = await readyPhone();
    const callId = await live(rehearsal);
    rehearsal.phone.setMuted(callId, true);
    rehearsal.phone.hangUp(callId);
    expect(rehearsal.sdk.microphoneOpen).toBeNull();
    await live(rehearsal);
    expect(rehearsal.sdk.microphoneOpen).toBe(true);
  });
});

describe('an incoming call', () => {
  it('names its caller as a number, which Plivo writes without the plus', async () => {
    const { sdk, reported } = await readyPhone();
    sdk.far.call();
    expect(reported.at(-1)).toMatchObject({
      type: 'callOffered',
      remote: { e164: '+442079460018', name: 'Ada Lovelace' },
    });
  });

  it('is declined while another call is being prepared', async () => {
    const { sdk, server, dial, reported } = await readyPhone();
    server.answer = () => new Promise<Response>(() => {});
    dial('+442079460018');
    sdk.far.call();
    expect(sdk.asked).toContain('reject');
    expect(reported.some(({ type }) => type === 'callOffered')).toBe(false);
  });

  it('whose answer fails in silence ends, and another one can be answered', async () => {
    const { sdk, phone, advance, reported } = await readyPhone();
    sdk.faults.silentAnswer = true;
    sdk.far.call();
    const offer = reported.at(-1);
    if (offer?.type !== 'callOffered') return expect.unreachable();
    phone.answer(offer.callId, MICROPHONE);
    await advance(ANSWER_WITHIN_MS + RELEASE_WITHIN_MS + 100);
    expect(reported.at(-1)).toMatchObject({ type: 'callEnded', failure: { code: 'media-failed' } });
    sdk.faults.silentAnswer = false;
    sdk.far.call('incoming-2');
    expect(reported.at(-1)).toMatchObject({ type: 'callOffered' });
  });
});

describe('what the SDK has written down', () => {
  it('is removed when the phone opens, after each call, and in between', async () => {
    const rehearsal = await readyPhone();
    const purges = () => rehearsal.sdk.asked.filter((each) => each === 'purge').length;
    const atFirst = purges();
    expect(atFirst).toBeGreaterThan(0);
    rehearsal.phone.hangUp(await live(rehearsal));
    expect(purges()).toBe(atFirst + 1);
    await rehearsal.advance(40_000);
    expect(purges()).toBe(atFirst + 3); // the SDK's last words about the call, and once for the time
  });
});
