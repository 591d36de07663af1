/** The provider's side of the bench: takes every call at once, and does nothing else. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 40000 RTP/AVP 0',
  '',
].join('\r\n');
const ECHOED = /^(Via|Record-Route|From|Call-ID|CSeq|To):/i;

export async function startFarSide(address: string) {
  const socket = createSocket('udp4').bind(0, address);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.on('message', (bytes, from) => {
    const [first = '', ...lines] = (bytes.toString().split('\r\n\r\n')[0] ?? '').split('\r\n');
    if (!/^(INVITE|BYE) /.test(first)) return;
    const echoed = lines
      .filter((line) => ECHOED.test(line))
      .map((line) => (/^To:.*>$/i.test(line) ? `${line};tag=far` : line));
    const body = first.startsWith('INVITE') ? SDP : '';
    const own = [
      `Contact: <sip:far@${address}:${port}>`,
      'Content-Type: application/sdp',
      `Content-Length: ${body.length}`,
    ];
    socket.send(['SIP/2.0 200 OK', ...echoed, ...own, '', body].join('\r\n'), from.port, from.address);
  });
  return { address, port, close: () => socket.close() };
}
