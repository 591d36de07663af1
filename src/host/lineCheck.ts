// What stands between one account and a call, looked at from the host: its servers, its registration, the ways its sound
// may take, and how long sound takes on them. The words and the advice are the screen's.
import type { Openable, RTCIceServerLike } from '../accounts/credentials.ts';
import type { Line } from '../call/state.ts';
import type { LineCheck } from '../messages/protocol.ts';
import type { Clock } from '../phones/clock.ts';
import type { Echo } from './echo.ts';

export type LineCheckDeps = {
  readonly clock: Clock;
  readonly openWebSocket: (url: string) => WebSocket;
  readonly openPeer: (configuration: RTCConfiguration) => RTCPeerConnection;
  /** A tone sent through the browser's media and back. */
  readonly echo: Echo;
};

/** What is not there by then is as good as not there. */
const PATIENCE_MS = 5_000;

/** In the order in which a call needs them. Never rejects. */
export async function checkLine(
  deps: LineCheckDeps,
  credentials: Openable,
  line: Line,
): Promise<readonly LineCheck[]> {
  const servers = serversOf(credentials);
  const ice = credentials.kind === 'sip' ? credentials.iceServers : [];
  const [reached, ways] = await Promise.all([
    Promise.all(servers.map((server) => checkServer(deps, server))),
    Promise.all(ice.flatMap((one) => one.urls.map((url) => checkWay(deps, { ...one, urls: [url] })))),
  ]);
  return [...reached, registration(line), ...ways, await checkEcho(deps, ice)];
}

function serversOf(credentials: Openable): readonly string[] {
  if (credentials.kind === 'sip') return credentials.servers;
  return 'servers' in credentials ? (credentials.servers ?? []) : [];
}

function registration(line: Line): LineCheck {
  const what = { what: 'registration' } as const;
  switch (line.status) {
    case 'ready':
      return { ...what, target: line.identity, verdict: 'ok' };
    case 'connecting':
      return { ...what, target: '', verdict: 'warn', detail: `attempt ${line.attempt}` };
    case 'failed':
      return { ...what, target: '', verdict: 'fail', detail: line.failure.detail ?? line.failure.code };
    case 'offline':
      return { ...what, target: '', verdict: 'fail', detail: 'offline' };
  }
}

/** A WebSocket of its own beside the line's: name, network, TLS and the server's yes to SIP (RFC 7118 §5.1). */
async function checkServer({ clock, openWebSocket }: LineCheckDeps, target: string): Promise<LineCheck> {
  const begunAt = clock.now();
  const socket = openWebSocket(target);
  const outcome = await soon(clock, (settle) => {
    socket.onopen = () => settle('open');
    socket.onclose = ({ code }) => settle(`closed with ${code}`);
  });
  socket.close();
  const ms = clock.now() - begunAt;
  if (outcome === 'open') return { what: 'server', target, verdict: 'ok', ms };
  return { what: 'server', target, verdict: 'fail', ms, detail: outcome ?? 'no answer' };
}

/** A STUN server tells an address (srflx, RFC 8445 §5.1.1), a TURN server lends one (relay). */
async function checkWay({ clock, openPeer }: LineCheckDeps, server: RTCIceServerLike): Promise<LineCheck> {
  const target = server.urls[0] ?? '';
  const what = /^turns?:/i.test(target) ? 'turn' : 'stun';
  const wanted = what === 'turn' ? 'relay' : 'srflx';
  const begunAt = clock.now();
  const peer = openPeer({ iceServers: [rtcServer(server)] });
  let refusal = 'no answer';
  const outcome = await soon(clock, (settle) => {
    peer.onicecandidate = ({ candidate }) => candidate?.type === wanted && settle('found');
    peer.onicecandidateerror = ({ errorCode, errorText }) => {
      refusal = `${errorCode} ${errorText}`.trim();
    };
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && settle('nothing');
    peer.createDataChannel('check');
    peer.createOffer().then(
      (offer) => peer.setLocalDescription(offer),
      () => settle('nothing'),
    );
  });
  peer.close();
  const ms = clock.now() - begunAt;
  if (outcome === 'found') return { what, target, verdict: 'ok', ms };
  // On one's own network a STUN server may find nothing that was not known: calls go on without it.
  return { what, target, verdict: what === 'turn' ? 'fail' : 'warn', ms, detail: refusal };
}

async function checkEcho({ echo }: LineCheckDeps, ice: readonly RTCIceServerLike[]): Promise<LineCheck> {
  const turn = ice.filter(({ urls }) => urls.some((url) => /^turns?:/i.test(url)));
  const target = turn[0]?.urls[0] ?? '';
  const what = { what: 'echo', target } as const;
  try {
    const delayMs = await echo(turn.map(rtcServer), PATIENCE_MS);
    if (delayMs === null) return { ...what, verdict: 'fail', detail: 'the tone did not come back' };
    return { ...what, verdict: delayMs > SLOW_MS ? 'warn' : 'ok', ms: Math.round(delayMs) };
  } catch (error) {
    return { ...what, verdict: 'fail', detail: String(error) };
  }
}

/** One way of a conversation: ITU-T G.114 calls up to 150 ms good, and this is there and back within one machine. */
const SLOW_MS = 300;

function rtcServer({ urls, username, credential }: RTCIceServerLike): RTCIceServer {
  return {
    urls: [...urls],
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  };
}

/** What was settled first, or null when patience ended. */
function soon(clock: Clock, begin: (settle: (outcome: string) => void) => void): Promise<string | null> {
  return new Promise((resolve) => {
    const cancel = clock.after(PATIENCE_MS, () => resolve(null));
    begin((outcome) => {
      cancel();
      resolve(outcome);
    });
  });
}
