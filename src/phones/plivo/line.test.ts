import { describe, expect, it } from 'vitest';
import { LOGIN_WITHIN_MS, MOST_ATTEMPTS } from './line.ts';
import { CREDENTIALS, rehearse } from './rehearsal.ts';

type Rehearsal = Awaited<ReturnType<typeof rehearse>>;

async function withDocument(credentials = {}) {
  const needed: string[] = [];
  const rehearsal = await rehearse(credentials, { needFreshDocument: () => needed.push('now') });
  return { ...rehearsal, needed };
}
const lineOf = ({ reported }: Pick<Rehearsal, 'reported'>) =>
  reported.filter(({ type }) => type.startsWith('line')).map(({ type }) => type);

describe('a Plivo line', () => {
  it('shows the number that calls come from', async () => {
    const { reported, ready } = await withDocument();
    await ready();
    expect(reported.at(-1)).toEqual({ type: 'lineReady', identity: '+14155550100' });
  });

  it('fails when the SDK says nothing at all for 15 s, and asks for a fresh document', async () => {
    const { phone, sdk, advance, reported, needed } = await withDocument();
    sdk.faults.unreachable = true;
    phone.connect();
    await advance(LOGIN_WITHIN_MS - 100);
    expect(reported.at(-1)?.type).toBe('lineConnecting');
    await advance(200);
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'server-unreachable' } });
    expect(needed).toEqual(['now']);
  });

  it('says that a token was refused, and does not try it in another document', async () => {
    const { ready, reported, needed } = await withDocument({ token: 'refused' });
    await ready();
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'wrong-credentials' } });
    expect(needed).toEqual([]);
  });

  it('whose token is over when it is refused begins again in another document', async () => {
    const { clock, sdk, ready, reported, needed } = await withDocument();
    await ready();
    clock.advance(CREDENTIALS.expiresAt);
    sdk.emit('onLoginFailed', 'RELOGIN_FAILED_INVALID_TOKEN');
    expect(reported.at(-1)?.type).toBe('lineFailed');
    expect(needed).toEqual(['now']);
  });

  it('is not failed by a login that is tried during a call', async () => {
    const rehearsal = await withDocument();
    await rehearsal.ready();
    rehearsal.sdk.emit('onLoginFailed', 'Cannot login when there is an ongoing call');
    expect(lineOf(rehearsal)).toEqual(['lineConnecting', 'lineReady']);
  });

  it('sees a connection that breaks and comes back, of which the SDK says nothing', async () => {
    const rehearsal = await withDocument();
    await rehearsal.ready();
    rehearsal.sdk.socket.close();
    rehearsal.sdk.socket.attempt();
    rehearsal.sdk.socket.register();
    expect(lineOf(rehearsal)).toEqual(['lineConnecting', 'lineReady', 'lineConnecting', 'lineReady']);
  });

  it('gives up on the SDK’s retries after a while, once', async () => {
    const { sdk, ready, reported, needed } = await withDocument();
    await ready();
    sdk.socket.close();
    for (let attempt = 0; attempt < 3 * MOST_ATTEMPTS; attempt += 1) sdk.socket.attempt();
    expect(reported.at(-1)).toMatchObject({ failure: { code: 'server-unreachable' } });
    expect(needed).toEqual(['now']);
  });

  it('never gives up the document under a call', async () => {
    const { phone, sdk, ready, dial, advance, needed } = await withDocument();
    await ready();
    const callId = dial('+14155550142');
    await advance(300);
    sdk.far.answer();
    sdk.socket.close();
    for (let attempt = 0; attempt < 2 * MOST_ATTEMPTS; attempt += 1) sdk.socket.attempt();
    expect(needed).toEqual([]);
    phone.hangUp(callId);
    expect(needed).toEqual(['now']);
  });

  it('holds a hang-up back until it is there again: into the void nobody would hear it', async () => {
    const rehearsal = await withDocument();
    const { phone, sdk, ready, dial, advance, endOf } = rehearsal;
    await ready();
    const callId = dial('+14155550142');
    await advance(300);
    sdk.far.answer();
    sdk.socket.close();
    phone.hangUp(callId);
    expect(endOf(callId)).toMatchObject({ by: 'local' });
    expect(sdk.microphoneOpen).toBeNull();
    expect(sdk.asked).not.toContain('hangup');
    sdk.socket.attempt();
    sdk.socket.register();
    expect(sdk.asked).toContain('hangup');
  });

  it('that came back during the call keeps its document', async () => {
    const { phone, sdk, ready, dial, advance, needed } = await withDocument();
    await ready();
    const callId = dial('+14155550142');
    await advance(300);
    sdk.socket.close();
    for (let attempt = 0; attempt < 2 * MOST_ATTEMPTS; attempt += 1) sdk.socket.attempt();
    sdk.socket.register();
    phone.hangUp(callId);
    expect(needed).toEqual([]);
  });
});
