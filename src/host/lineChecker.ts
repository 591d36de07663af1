// The check of a line with this browser's own sockets, connections and sound; loaded when somebody asks for it. What is
// looked at is lineCheck.ts.
import type { Openable } from '../accounts/credentials.ts';
import type { Line } from '../call/state.ts';
import type { LineCheck } from '../messages/protocol.ts';
import { systemClock } from '../phones/clock.ts';
import { createEcho } from './echo.ts';
import { checkLine } from './lineCheck.ts';

export function checkHere(held: Openable, line: Line): Promise<readonly LineCheck[]> {
  const openAudio = () => new AudioContext();
  const openPeer = (configuration: RTCConfiguration) => new RTCPeerConnection(configuration);
  const openWebSocket = (url: string) => new WebSocket(url, 'sip');
  const echo = createEcho({ openPeer, openAudio });
  return checkLine({ clock: systemClock, openWebSocket, openPeer, echo }, held, line);
}
