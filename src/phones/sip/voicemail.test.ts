import { afterEach, describe, expect, it } from 'vitest';
import { headerOf } from '../header.ts';
import { connectLine } from './fakeServer.ts';

let opened: ReturnType<typeof connectLine> | undefined;
afterEach(() => opened?.close());

/** A line that is registered, and has asked for the voicemail lamp. */
function registered() {
  opened = connectLine({ headers: ['X-Siperb-Sid: sid'] });
  const { last, reported } = opened;
  last().opens();
  last().registers();
  const asked = () => last().requests('SUBSCRIBE');
  const counted = () => reported.filter(({ type }) => type === 'voicemailCounted');
  return { ...opened, asked, counted };
}

const BODY = 'Messages-Waiting: yes\r\nVoice-Message: 2/8 (0/2)\r\n';

const contactOf = (request = '') => /<(sip:[^;>]+)/.exec(headerOf(request, 'Contact'))?.[1] ?? '';

/** Within a subscription, or unasked to the contact of a REGISTER. */
function notify(request = '', event = 'message-summary') {
  const isAsked = request.startsWith('SUBSCRIBE');
  return [
    `NOTIFY ${contactOf(request)} SIP/2.0`,
    `Via: SIP/2.0/WSS sip.example.com;branch=z9hG4bK${event}`,
    'Max-Forwards: 70',
    'From: <sip:agent@sip.example.com>;tag=server',
    `To: ${isAsked ? headerOf(request, 'From') : '<sip:agent@sip.example.com>'}`,
    `Call-ID: ${isAsked ? headerOf(request, 'Call-ID') : event}`,
    'CSeq: 1 NOTIFY',
    `Event: ${event}`,
    'Subscription-State: active;expires=900',
    'Content-Type: application/simple-message-summary',
    `Content-Length: ${BODY.length}`,
    '',
    BODY,
  ].join('\r\n');
}

describe('the voicemail lamp', () => {
  it('is asked for once the line is registered, as the account and with its headers', () => {
    const { asked } = registered();
    expect(asked()).toHaveLength(1);
    const [request = ''] = asked();
    expect(request).toMatch(/^SUBSCRIBE sip:agent@sip\.example\.com SIP\/2\.0/);
    expect(request).toMatch(/\r\nEvent: message-summary\r\n/);
    expect(request).toMatch(/\r\nX-Siperb-Sid: sid\r\n/);
  });

  it('shows what the server says', () => {
    const { last, asked, counted } = registered();
    last().answers('SUBSCRIBE', '200 OK', 'Contact: <sip:server@sip.example.com>', 'Expires: 900');
    last().says(notify(asked()[0]));
    expect(counted()).toEqual([{ type: 'voicemailCounted', waiting: true, fresh: 2 }]);
  });

  it('shows what the server says unasked, and of nothing else', () => {
    const { last, counted } = registered();
    const [register] = last().requests('REGISTER');
    last().says(notify(register, 'presence'));
    expect(counted()).toEqual([]);
    last().says(notify(register));
    expect(counted()).toEqual([{ type: 'voicemailCounted', waiting: true, fresh: 2 }]);
  });

  it('is asked for again on a new socket', () => {
    const { last, clock, asked } = registered();
    last().answers('SUBSCRIBE', '200 OK', 'Contact: <sip:server@sip.example.com>', 'Expires: 900');
    last().fails();
    clock.advance(2_000);
    last().opens();
    last().registers();
    expect(asked().filter((request) => headerOf(request, 'Expires') === '900')).toHaveLength(1);
  });

  it.each(['403 Forbidden', '404 Not Found', '405 Method Not Allowed', '489 Bad Event', '501 No', '503 No'])(
    'is not asked for again where the answer was %s',
    (status) => {
      const { last, clock, asked } = registered();
      last().answers('SUBSCRIBE', status);
      last().fails();
      clock.advance(2_000);
      last().opens();
      last().registers();
      expect(asked()).toEqual([]);
    },
  );

  it('is asked for again when the socket closed before an answer came', () => {
    const { last, clock, asked } = registered();
    last().fails();
    clock.advance(2_000);
    last().opens();
    last().registers();
    expect(asked()).toHaveLength(1);
  });

  it('is not asked for again when the registration is refreshed', () => {
    const { last, connection, asked } = registered();
    connection.ua.register();
    last().registers();
    expect(asked()).toHaveLength(1);
  });
});
