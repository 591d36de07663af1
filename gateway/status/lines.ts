/** A status as lines for a terminal. */
import type { CallFacts, ProviderFacts, Quality, Status } from './facts.ts';

export function linesOf({ kamailio, rtpengine, providers }: Status): readonly string[] {
  return [
    kamailio
      ? `kamailio   up ${duration(kamailio.uptimeS)}, ${counted(kamailio.webSockets, 'WebSocket')}, ${counted(kamailio.agents.length, 'agent')} registered${kamailio.agents.length > 0 ? `: ${kamailio.agents.join(', ')}` : ''}`
      : 'kamailio   does not answer: is it running? `npm run gateway -- up`, `journalctl -u offhook-kamailio`',
    rtpengine
      ? `rtpengine  up, ${counted(rtpengine.quality.size, 'call')}`
      : 'rtpengine  does not answer: calls have no sound; `journalctl -u offhook-rtpengine`',
    ...providers.map(providerLine),
    ...(kamailio?.calls ?? []).map((call) => callLine(call, rtpengine?.quality.get(call.callId))),
  ];
}

function providerLine({ name, isRegistered, answer }: ProviderFacts): string {
  const reached = answer
    ? `answers ${answer.status} in ${answer.ms} ms`
    : `does not answer: \`check ${name}\` says why`;
  const registered = { true: ', registered', false: ', NOT registered', null: '' }[`${isRegistered}`];
  return `provider   ${name} ${reached}${registered}`;
}

function callLine({ callId, agent, provider, isAnswered, durationS }: CallFacts, quality?: Quality): string {
  const who = `${agent ?? 'somebody'} over ${provider ?? 'no provider yet'}`;
  const state = isAnswered ? duration(durationS) : 'ringing';
  return `call       ${who}, ${state}${quality ? `, ${qualityText(quality)}` : ''} (${callId})`;
}

function qualityText({ packets, errors, worst }: Quality): string {
  const sound = `${packets} packets${errors > 0 ? `, ${errors} of no use` : ''}`;
  if (!worst) return `${sound}, no RTCP yet`;
  return `${sound}, MOS ${worst.mos.toFixed(1)}, jitter ${worst.jitterMs} ms, loss ${worst.lossPercent} %`;
}

function duration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const padded = [minutes, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return hours > 0 ? `${hours}:${padded}` : padded;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
