import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callOn, FakeStream, typesOf } from './fakeCall.ts';
import { FIRST_NOTIFY_WITHIN_MS, NEXT_NOTIFY_WITHIN_MS } from './transfer.ts';

beforeEach(() => void vi.stubGlobal('MediaStream', FakeStream));
afterEach(() => void vi.unstubAllGlobals());

const TO = 'sip:+14155550142@sip.example.com';

/** A live call that is being handed over. */
async function handedOver() {
  const live = callOn().live();
  await live.call.transfer(TO);
  const { target, replaces, tell } = live.session.refers[0] as (typeof live.session.refers)[number];
  const notify = (how: string, status: number, reason = '') =>
    tell(how, { status_line: { status_code: status, reason_phrase: reason } });
  return { ...live, target, replaces, tell, notify };
}

describe('a call that is handed over', () => {
  it('ends here when the other one answers', async () => {
    const { tell, notify, target, reported, session } = await handedOver();
    expect(target).toBe(TO);
    tell('requestSucceeded');
    notify('trying', 100);
    notify('progress', 180);
    expect(typesOf(reported)).not.toContain('callTransferred');
    notify('accepted', 200);
    expect(typesOf(reported).slice(-2)).toEqual(['callTransferred', 'callEnded']);
    expect(reported.at(-1)).toMatchObject({ by: 'local' });
    expect(session.done).toEqual(['terminate']);
  });

  it('goes on when the other one is busy', async () => {
    const { tell, notify, reported, callId } = await handedOver();
    tell('requestSucceeded');
    notify('failed', 486, 'Busy Here');
    expect(reported.at(-1)).toEqual({
      type: 'callTransferFailed',
      callId,
      failure: { code: 'transfer-failed', detail: 'SIP 486 Busy Here' },
    });
  });

  it.each([405, 501, 403, 603, 488])('goes on when the request is answered with %i', async (status) => {
    const { tell, reported } = await handedOver();
    tell('requestFailed', { response: { status_code: status, reason_phrase: '' }, cause: 'Rejected' });
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'transfer-refused', detail: `SIP ${status}` } });
  });

  it('goes on when nobody tells how it goes', async () => {
    const { tell, clock, reported } = await handedOver();
    tell('requestSucceeded');
    clock.advance(FIRST_NOTIFY_WITHIN_MS - 1);
    expect(typesOf(reported)).not.toContain('callTransferFailed');
    clock.advance(1);
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'transfer-failed' } });
  });

  it('waits while the other telephone rings, and not for ever', async () => {
    const { tell, notify, clock, reported } = await handedOver();
    tell('requestSucceeded');
    notify('progress', 180);
    clock.advance(NEXT_NOTIFY_WITHIN_MS - 1);
    expect(typesOf(reported)).not.toContain('callTransferFailed');
    clock.advance(1);
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'transfer-failed' } });
  });

  it('is not said to be handed over by what comes too late', async () => {
    const { tell, notify, clock, reported, session } = await handedOver();
    tell('requestSucceeded');
    clock.advance(FIRST_NOTIFY_WITHIN_MS);
    notify('accepted', 200);
    expect(typesOf(reported)).not.toContain('callTransferred');
    expect(session.done).toEqual([]);
  });

  it('can be handed over again after a failure, and not twice at once', async () => {
    const { call, tell, session } = await handedOver();
    await call.transfer(TO);
    expect(session.refers).toHaveLength(1);
    tell('requestFailed', { response: { status_code: 603, reason_phrase: 'Decline' }, cause: 'Rejected' });
    await call.transfer(TO);
    expect(session.refers).toHaveLength(2);
  });

  it('tells no more of it once it has ended', async () => {
    const { call, tell, clock, reported } = await handedOver();
    tell('requestSucceeded');
    call.hangUp();
    clock.advance(NEXT_NOTIFY_WITHIN_MS);
    expect(typesOf(reported)).not.toContain('callTransferFailed');
  });
});

describe('handing over', () => {
  it('is refused at once while the server is away, and the call goes on', async () => {
    const { call, session, gate, reported } = callOn().live();
    gate.close();
    await call.transfer(TO);
    expect(reported.at(-1)).toMatchObject({
      type: 'callTransferFailed',
      failure: { code: 'server-unreachable' },
    });
    expect(session.refers).toEqual([]);
  });

  it('is refused before the call is answered', async () => {
    const { call, session, reported } = callOn();
    await call.transfer(TO);
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'transfer-failed' } });
    expect(session.refers).toEqual([]);
  });

  it('that was lost with the socket leaves the call as it is', async () => {
    const { tell, reported } = await handedOver();
    tell('requestFailed', { response: null, cause: 'Connection Error' });
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'server-unreachable' } });
  });

  it('in the place of another call names that call as its far end knows it, and ends both', async () => {
    const consult = callOn().live();
    const { call, session, reported } = callOn().live();
    await call.transfer(TO, consult.call);
    expect(session.refers[0]?.replaces).toEqual({
      _request: { call_id: 'dialog-1' },
      _to_tag: 'theirs',
      _from_tag: 'ours',
    });
    session.refers[0]?.tell('accepted', { status_line: { status_code: 200, reason_phrase: 'OK' } });
    expect(typesOf(reported).slice(-2)).toEqual(['callTransferred', 'callEnded']);
    expect(typesOf(consult.reported).at(-1)).toBe('callEnded');
  });
});

describe('a far side', () => {
  it('that wants to send us elsewhere is declined', async () => {
    const { session } = callOn().live();
    const replies: number[] = [];
    session._receiveRefer({ reply: (status) => void replies.push(status) });
    expect(replies).toEqual([603]);
  });

  it('that wants to put another call in its place is refused', async () => {
    const { session } = callOn().live();
    let refused = 0;
    session.emit('replaces', { reject: () => refused++ });
    expect(refused).toBe(1);
  });
});
