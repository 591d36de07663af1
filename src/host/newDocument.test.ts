// SDKs that need a document of their own: when the host asks for a new one, with what, and that no call is touched.
import { describe, expect, test } from 'vitest';
import type { Openable } from '../accounts/credentials.ts';
import { FreshDocumentNeeded } from '../phones/phone.ts';
import {
  CREDENTIALS,
  callId,
  PLIVO_CREDENTIALS as credentials,
  DESK,
  HOME,
  rehearse,
  settled,
} from './rehearsal.ts';

type Host = ReturnType<typeof rehearse>;
const mine = (held: Openable) => ({ accountId: DESK, label: 'desk@example', credentials: held });

async function started(changes: Parameters<typeof rehearse>[0] = {}) {
  const host = rehearse(changes);
  await host.started;
  return host;
}

describe('a new document', () => {
  const recycled = (host: Host) => host.requests.filter(({ type }) => type === 'recycleHost');

  test('is asked for when the SDK has given up, with what the phone was opened with', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    host.clock.advance(10_000);
    phone.says({ type: 'lineFailed', failure: { code: 'server-unreachable' } });
    phone.context.needFreshDocument?.();
    host.clock.advance(0);
    await settled();
    expect(phone.told).toContain('dispose');
    expect(recycled(host)).toEqual([{ type: 'recycleHost', accounts: [mine(credentials)] }]);
  });

  test('is not asked for before this one has lived a little', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    phone.context.needFreshDocument?.();
    host.clock.advance(4_999);
    await settled();
    expect(recycled(host)).toEqual([]);
    host.clock.advance(1);
    await settled();
    expect(recycled(host)).toHaveLength(1);
  });

  test('waits for a network', async () => {
    const network = Promise.withResolvers<void>();
    const host = await started({ online: () => network.promise });
    const phone = await host.ready(credentials);
    phone.context.needFreshDocument?.();
    host.clock.advance(60_000);
    await settled();
    expect(recycled(host)).toEqual([]);
    network.resolve();
    await settled();
    expect(recycled(host)).toHaveLength(1);
  });

  test('waits for the end of a call', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    host.clock.advance(10_000);
    phone.says({ type: 'callOffered', callId: callId('a'), remote: { e164: null, display: 'x' } });
    phone.context.needFreshDocument?.();
    host.clock.advance(0);
    await settled();
    expect([recycled(host), (await host.state()).calls[0]?.status]).toEqual([[], 'offered']);
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    await settled();
    expect(recycled(host)).toHaveLength(1);
  });

  test('waits for the end of a call that began while another line was being closed', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    const other = await host.ready(CREDENTIALS, HOME);
    const farewell = Promise.withResolvers<void>();
    other.dispose = () => farewell.promise;
    const closed = host.close(HOME);
    phone.context.needFreshDocument?.();
    host.clock.advance(10_000);
    await settled();
    await host.dial('a');
    farewell.resolve();
    await closed;
    await settled();
    expect([recycled(host), (await host.state()).calls[0]?.status]).toEqual([[], 'dialing']);
    expect(phone.told).toContain('dial a');
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    await settled();
    expect(recycled(host)).toHaveLength(1);
  });

  test('is asked for when this one cannot hold another phone, after whoever opens it was answered', async () => {
    const host = await started({
      openPhone: () => Promise.reject(new FreshDocumentNeeded('taken')),
    });
    expect(await host.open(CREDENTIALS)).toEqual({
      ok: true,
      value: null,
    });
    host.clock.advance(5_000);
    await settled();
    expect(recycled(host)).toEqual([{ type: 'recycleHost', accounts: [mine(CREDENTIALS)] }]);
  });

  test('that is refused leaves a line that says so', async () => {
    const host = await started();
    host.answers.recycleHost = { ok: false, failure: { code: 'line-not-ready' } };
    const phone = await host.ready(credentials);
    phone.context.needFreshDocument?.();
    host.clock.advance(5_000);
    await settled();
    expect((await host.state()).line).toEqual({ status: 'failed', failure: { code: 'line-not-ready' } });
  });

  test('is asked for by the agent’s “try again” once an SDK has failed for good', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    await host.command({ type: 'reconnect' });
    expect(phone.told).toContain('reconnect');
    phone.says({ type: 'lineFailed', failure: { code: 'wrong-credentials' } });
    await host.command({ type: 'reconnect' });
    await settled();
    expect(recycled(host)).toHaveLength(1);
  });

  test('is not asked for by a phone that was let go', async () => {
    const host = await started();
    const phone = await host.ready(credentials);
    await host.close();
    phone.context.needFreshDocument?.();
    host.clock.advance(10_000);
    await settled();
    expect(recycled(host)).toEqual([]);
  });
});
