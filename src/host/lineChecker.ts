// The check of a line with this browser's own sockets, connections and sound. What is looked at is lineCheck.ts.
import { systemClock } from '../phones/clock.ts';
import { createEcho } from './echo.ts';
import { checkLine } from './lineCheck.ts';
import type { RequestDeps } from './requests.ts';

export function lineChecker(): RequestDeps['checkLine'] {
  const openAudio = () => new AudioContext();
  const openPeer = (configuration: RTCConfiguration) => new RTCPeerConnection(configuration);
  const openWebSocket = (url: string) => new WebSocket(url, 'sip');
  const deps = { clock: systemClock, openWebSocket, openPeer, echo: createEcho({ openPeer, openAudio }) };
  return (held, line) => checkLine(deps, held, line);
}
