/** Settings → rtpengine's configuration: the media relay between browsers' DTLS-SRTP and providers' RTP. */
import type { GatewaySettings } from '../config/settings.ts';

export function rtpengineFile({ listenAddress, publicAddress, ports, cluster }: GatewaySettings): string {
  const address = listenAddress === publicAddress ? listenAddress : `${listenAddress}!${publicAddress}`;
  return `# Generated from the settings by \`npm run gateway -- render\`: changes made here are lost.
[rtpengine]
# forwards in user space: needs no kernel module
table = -1
interface = ${address}
listen-ng = ${cluster?.address ?? '127.0.0.1'}:${ports.rtpengine}
port-min = ${ports.rtpFirst}
port-max = ${ports.rtpLast}
# The expedited class (RFC 3246), so that a router which looks lets voice pass first.
tos = 184
# Said here, because the same wish as a flag of one call leaves DTLS "connecting" for ever.
dtls-passive = true
# Seconds: without any packet, while one side is muted by a hold, and with nobody answering.
timeout = 60
silent-timeout = 3600
offer-timeout = 180
delete-delay = 0
log-level = 5
`;
}
