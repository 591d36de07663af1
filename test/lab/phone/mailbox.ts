/** A mailbox in front of the lab's gateway: it answers SUBSCRIBEs for message summaries, and passes everything else on. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { CALL_ID, headerOf } from '../../../src/phones/header.ts';

export type Mailbox = {
  readonly wsUrl: string;
  /** How often somebody asked. */
  asked(): number;
  /** Tells who asked last that so many messages wait that nobody heard. */
  count(fresh: number): void;
  close(): Promise<void>;
};

type Subscription = { readonly socket: WebSocket; readonly request: string; notified: number };

const lines = (...all: string[]) => all.join('\r\n');

function accepted(request: string): string {
  const copied = ['Via', 'From', 'CSeq'].map((name) => `${name}: ${headerOf(request, name)}`);
  return lines(
    'SIP/2.0 200 OK',
    ...copied,
    `Call-ID: ${headerOf(request, CALL_ID)}`,
    `To: ${headerOf(request, 'To')};tag=mailbox`,
    'Contact: <sip:mailbox@lab.offhook.test>',
    'Expires: 600',
    'Content-Length: 0',
    '',
    '',
  );
}

function notification({ request, notified }: Subscription, fresh: number): string {
  const contact = /<([^>]+)>/.exec(headerOf(request, 'Contact'))?.[1] ?? '';
  const body = lines(`Messages-Waiting: ${fresh > 0 ? 'yes' : 'no'}`, `Voice-Message: ${fresh}/0 (0/0)`, '');
  return lines(
    `NOTIFY ${contact} SIP/2.0`,
    `Via: SIP/2.0/WS lab.offhook.test;branch=z9hG4bKmailbox${notified}`,
    'Max-Forwards: 70',
    `From: ${headerOf(request, 'To')};tag=mailbox`,
    `To: ${headerOf(request, 'From')}`,
    `Call-ID: ${headerOf(request, CALL_ID)}`,
    `CSeq: ${notified} NOTIFY`,
    'Event: message-summary',
    'Subscription-State: active;expires=600',
    'Content-Type: application/simple-message-summary',
    `Content-Length: ${body.length}`,
    '',
    body,
  );
}

/** `behind`: the ws:// URL of the gateway. */
export async function openMailbox(behind: string): Promise<Mailbox> {
  const subscriptions: Subscription[] = [];
  const http = createServer();
  const server = new WebSocketServer({ server: http, handleProtocols: () => 'sip' });
  server.on('connection', (near) => {
    const far = new WebSocket(behind, 'sip');
    const early: string[] = [];
    far.on('open', () => early.splice(0).forEach((message) => void far.send(message)));
    far.on('message', (data) => near.send(String(data)));
    far.on('close', () => near.close());
    near.on('close', () => far.close());
    near.on('message', (data) => {
      const message = String(data);
      if (message.startsWith('SUBSCRIBE ')) {
        near.send(accepted(message));
        subscriptions.push({ socket: near, request: message, notified: 0 });
      } else if (/^CSeq: \d+ NOTIFY/m.test(message)) return;
      else if (far.readyState === WebSocket.OPEN) far.send(message);
      else early.push(message);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    wsUrl: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked: () => subscriptions.length,
    count(fresh) {
      const subscription = subscriptions.at(-1);
      if (!subscription) throw new Error('Nobody has asked the mailbox for anything.');
      subscription.notified += 1;
      subscription.socket.send(notification(subscription, fresh));
    },
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
