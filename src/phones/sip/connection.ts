/** One user agent with its sockets and its line. Replaced as a whole after a refusal: JsSIP forgets the password. */
import type { UA } from 'jssip/lib/UA';
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { Clock } from '../clock.ts';
import { createFarewells } from '../farewells.ts';
import { type Clearance, createClearance } from './clearance.ts';
import { createLine, type Line } from './line.ts';
import { createSipSocket, type WebSocketLike } from './socket.ts';
import { createUserAgent, type UserAgent } from './userAgent.ts';
import { followVoicemail } from './voicemail.ts';

/** The server has this long to confirm the farewell; JsSIP closes its socket after 2 s. */
const FAREWELL_MS = 2_500;

export type ConnectionParts = {
  readonly credentials: SipCredentials;
  readonly clock: Clock;
  readonly instanceId: string;
  readonly openWebSocket: (url: string) => WebSocketLike;
  readonly report: (event: PhoneEvent) => void;
  readonly transportChanged: (isOpen: boolean) => void;
  /** The server refused user or password; nothing has been reported of it. */
  readonly refused: (failure: Failure) => void;
  /** Whether calls are up that a refused line must not take down. */
  readonly isTalking: () => boolean;
};

export type Connection = {
  readonly ua: UA;
  readonly line: Line;
  readonly clearance: Clearance;
  readonly signWith: UserAgent['signWith'];
  /** Another one takes its place: it unregisters and closes, and says no more of itself. */
  retire(): void;
  /** Hangs up, unregisters, closes; resolves when that is done or has taken too long. */
  leave(): Promise<void>;
};

export function createConnection(parts: ConnectionParts): Connection {
  const { credentials, clock, openWebSocket, isTalking } = parts;
  const line: { current: Line | null } = { current: null };
  let isRetired = false;
  const farewells = createFarewells(clock);
  const clearance = createClearance();
  const heard = (text: string) => {
    line.current?.heard();
    farewells.received(text);
  };
  const sockets = credentials.servers.map((url) =>
    createSipSocket(url, { clock, openWebSocket, heard, said: farewells.sent, takes: clearance.takes }),
  );
  const agent = createUserAgent(credentials, sockets, parts.instanceId);
  const { ua } = agent;
  line.current = createLine({
    credentials,
    clock,
    agent,
    report: parts.report,
    transportChanged(isOpen) {
      // It closes when the next one is open already.
      if (isRetired) return;
      if (isOpen) for (const message of farewells.unanswered()) agent.say(message);
      parts.transportChanged(isOpen);
    },
    refused(failure) {
      // The calls go on; unregistered, because every reconnect would try the refused password again.
      if (isTalking()) ua.unregister();
      else ua.stop();
      parts.refused(failure);
    },
  });
  followVoicemail({
    ua,
    credentials,
    counted: (voicemail) => parts.report({ type: 'voicemailCounted', ...voicemail }),
  });
  const retire = () => {
    isRetired = true;
    line.current?.stop();
    ua.stop();
  };
  const leave = () =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(FAREWELL_MS, resolve);
      const done = () => {
        cancel();
        resolve();
      };
      ua.on('unregistered', done);
      ua.on('disconnected', done);
      ua.stop();
    });
  return { ua, line: line.current, clearance, signWith: agent.signWith, retire, leave };
}
