/** Somebody who wants the gateway to have no time for others: as many requests as asked for, over UDP and over WebSockets. */
import { createSocket } from 'node:dgram';
import { WebSocket } from 'ws';
import type { GatewaySettings } from '../../../gateway/config/settings.ts';
import { request } from './rawBrowser.ts';

export type Flood = {
  /** Requests that left, and WebSockets that were refused or closed by the gateway. */
  readonly sent: { udp: number; ws: number; refused: number };
  stop(): void;
};

export type FloodOptions = {
  readonly settings: GatewaySettings;
  readonly origin: string;
  readonly perSecond: number;
  /** Loopback has sixteen million addresses: the flood's own, so that nobody else is meant. */
  readonly address: string;
};

const TICK_MS = 20;
const REOPEN_MS = 200;

export async function openFlood({ settings, origin, perSecond, address }: FloodOptions): Promise<Flood> {
  const sent = { udp: 0, ws: 0, refused: 0 };
  const udp = createSocket('udp4');
  await new Promise<void>((resolve) => udp.bind(0, address, resolve));
  let socket: WebSocket | undefined;
  let isOver = false;
  const open = () => {
    if (isOver) return;
    const options = { origin, localAddress: address, rejectUnauthorized: false };
    socket = new WebSocket(`wss://127.0.0.1:${settings.ports.wss}`, 'sip', options);
    socket.on('error', () => {});
    socket.on('close', () => {
      sent.refused += 1;
      setTimeout(open, REOPEN_MS);
    });
  };
  open();
  // Sent by what the clock says, not by how often the timer came: a busy machine must not thin the flood out.
  const since = Date.now();
  const timer = setInterval(() => {
    const due = ((Date.now() - since) * perSecond) / 1000;
    while (sent.udp + sent.ws < due) {
      const bytes = Buffer.from(guess(sent.udp, settings.realm));
      if (socket?.readyState === WebSocket.OPEN && sent.ws <= sent.udp) {
        socket.send(bytes);
        sent.ws += 1;
      } else {
        udp.send(bytes, settings.ports.sipUdp, '127.0.0.1');
        sent.udp += 1;
      }
    }
  }, TICK_MS);
  return {
    sent,
    stop() {
      isOver = true;
      clearInterval(timer);
      socket?.terminate();
      udp.close();
    },
  };
}

function guess(number: number, realm: string): string {
  const from = `sip:agent${number}@${realm}`;
  const lines =
    number % 2 === 0
      ? request({ method: 'REGISTER', uri: `sip:${realm}`, from })
      : request({ method: 'INVITE', uri: `sip:+442079460018@${realm}`, from });
  return [...lines, 'Content-Length: 0', '', ''].join('\r\n');
}
