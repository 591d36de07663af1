import { describe, expect, it } from 'vitest';
import type { SipCredentials } from '../accounts/credentials.ts';
import type { Line } from '../call/state.ts';
import { createManualClock } from '../phones/fake/manualClock.ts';
import { checkLine } from './lineCheck.ts';

const READY: Line = { status: 'ready', identity: 'anna@sip.example' };
const CREDENTIALS: SipCredentials = {
  kind: 'sip',
  servers: ['wss://one.example', 'wss://two.example'],
  user: 'anna',
  domain: 'sip.example',
  password: 'open sesame',
  iceServers: [
    { urls: ['stun:stun.example'] },
    { urls: ['turn:turn.example'], username: 'anna', credential: 'open sesame' },
  ],
};
const ALL_WELL = {
  'wss://one.example': 'open',
  'wss://two.example': 'open',
  'stun:stun.example': 'srflx',
  'turn:turn.example': 'relay',
};

/** Servers that do as they are told, at once; `silent` ones never answer. */
function open(world: Record<string, string> = {}, echo: () => Promise<number | null> = async () => 80) {
  const clock = createManualClock();
  const told: Record<string, string> = { ...ALL_WELL, ...world };
  const closed: string[] = [];
  const openWebSocket = (url: string) => {
    const socket = { close: () => closed.push(url) } as unknown as WebSocket;
    queueMicrotask(() => {
      if (told[url] === 'open') socket.onopen?.({} as Event);
      else if (told[url] !== 'silent') socket.onclose?.({ code: 1006 } as CloseEvent);
    });
    return socket;
  };
  const openPeer = ({ iceServers = [] }: RTCConfiguration) => {
    const url = String(iceServers[0]?.urls ?? '');
    const peer = {
      iceGatheringState: 'complete',
      createDataChannel: () => undefined,
      createOffer: async () => ({}),
      setLocalDescription: async () => {
        const type = told[url];
        if (type === 'silent') return;
        peer.onicecandidate?.({ candidate: { type } });
        if (type === 'refused') peer.onicecandidateerror?.({ errorCode: 401, errorText: 'Unauthorized' });
        peer.onicegatheringstatechange?.();
      },
      close: () => closed.push(url),
    } as unknown as Record<`on${string}`, ((event?: object) => void) | undefined>;
    return peer as unknown as RTCPeerConnection;
  };
  const deps = { clock, openWebSocket, openPeer, echo };
  return { clock, closed, check: (line = READY) => checkLine(deps, CREDENTIALS, line) };
}

const verdicts = (checks: Awaited<ReturnType<typeof checkLine>>) =>
  checks.map(({ what, verdict }) => `${what} ${verdict}`);

describe('the check of a line', () => {
  it('looks at every server, the registration, the ways of sound and the echo, and leaves nothing open', async () => {
    const { check, closed } = open();
    expect(verdicts(await check())).toEqual([
      'server ok',
      'server ok',
      'registration ok',
      'stun ok',
      'turn ok',
      'echo ok',
    ]);
    expect(closed.sort()).toEqual(Object.keys(ALL_WELL).sort());
  });

  it('says how a server that is down closed the socket', async () => {
    const { check } = open({ 'wss://one.example': 'down' });
    const [first, second] = await check();
    expect([first, second]).toMatchObject([
      { target: 'wss://one.example', verdict: 'fail', detail: 'closed with 1006' },
      { target: 'wss://two.example', verdict: 'ok' },
    ]);
  });

  it('does not wait for ever for one that is silent', async () => {
    const { check, clock } = open({ 'wss://one.example': 'silent', 'turn:turn.example': 'silent' });
    const checking = check();
    clock.advance(5_000);
    const found = await checking;
    expect(found[0]).toMatchObject({ verdict: 'fail', detail: 'no answer', ms: 5_000 });
    expect(found.find(({ what }) => what === 'turn')).toMatchObject({ verdict: 'fail', detail: 'no answer' });
  });

  it('hands on why a TURN server lends nothing, and thinks less of a STUN server that is gone', async () => {
    const { check } = open({ 'turn:turn.example': 'refused', 'stun:stun.example': 'host' });
    const found = await check();
    expect(found.find(({ what }) => what === 'turn')).toMatchObject({
      verdict: 'fail',
      detail: '401 Unauthorized',
    });
    expect(found.find(({ what }) => what === 'stun')?.verdict).toBe('warn');
  });

  it.each<[Line, string]>([
    [{ status: 'connecting', attempt: 2 }, 'warn'],
    [{ status: 'failed', failure: { code: 'wrong-credentials' } }, 'fail'],
    [{ status: 'offline' }, 'fail'],
  ])('knows a line that is %j', async (line, verdict) => {
    const { check } = open();
    expect((await check(line)).find(({ what }) => what === 'registration')?.verdict).toBe(verdict);
  });

  it.each<[string, () => Promise<number | null>, string]>([
    ['comes back late', async () => 400, 'warn'],
    ['does not come back', async () => null, 'fail'],
    ['cannot be made', () => Promise.reject(new Error('no audio')), 'fail'],
  ])('knows a tone that %s', async (_, echo, verdict) => {
    const { check } = open({}, echo);
    expect((await check()).at(-1)).toMatchObject({ what: 'echo', verdict });
  });

  it('tells no password', async () => {
    const { check } = open({ 'turn:turn.example': 'refused' });
    expect(JSON.stringify(await check())).not.toContain('open sesame');
  });
});
