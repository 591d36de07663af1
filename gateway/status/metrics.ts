/** A status in Prometheus' text exposition format (version 0.0.4). No label holds what a caller can choose. */
import type { Quality, Status } from './facts.ts';

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

export function metricsOf({ kamailio, rtpengine, providers }: Status): string {
  const qualities = [...(rtpengine?.quality.values() ?? [])];
  const families = [
    gauge('up', 'Whether a daemon answers.', [
      [{ daemon: 'kamailio' }, Number(kamailio !== null)],
      [{ daemon: 'rtpengine' }, Number(rtpengine !== null)],
    ]),
    gauge(
      'provider_up',
      'Whether a provider answers OPTIONS.',
      each(providers, ({ answer }) => Number(answer !== null)),
    ),
    gauge(
      'provider_answer_seconds',
      'How long the answer took.',
      each(providers, ({ answer }) => answer && answer.ms / 1000),
    ),
    gauge(
      'provider_registered',
      'Whether we are registered there.',
      each(providers, ({ isRegistered }) => (isRegistered === null ? null : Number(isRegistered))),
    ),
    ...(kamailio
      ? [
          gauge('agents', 'Agents that are registered.', [[{}, kamailio.agents.length]]),
          gauge('websockets', 'Open WebSockets.', [[{}, kamailio.webSockets]]),
          gauge('calls', 'Calls that are up, ringing ones too.', callsBy(kamailio.calls, providers)),
        ]
      : []),
    ...(rtpengine ? qualityFamilies(qualities) : []),
  ];
  return families.flat().concat('').join('\n');
}

function qualityFamilies(qualities: readonly Quality[]): readonly (readonly string[])[] {
  const worst = qualities.flatMap(({ worst }) => worst ?? []);
  const lowest = Math.min(...worst.map(({ mos }) => mos));
  return [
    gauge('media_packets', 'RTP packets relayed for the calls that are up.', [
      [{}, sum(qualities, ({ packets }) => packets)],
    ]),
    gauge('media_errors', 'RTP packets of these that were of no use.', [
      [{}, sum(qualities, ({ errors }) => errors)],
    ]),
    gauge(
      'media_mos_lowest',
      'The worst mean opinion score among them.',
      worst.length > 0 ? [[{}, lowest]] : [],
    ),
    gauge(
      'media_jitter_highest_seconds',
      'The greatest jitter among them.',
      worst.length > 0 ? [[{}, Math.max(...worst.map(({ jitterMs }) => jitterMs)) / 1000]] : [],
    ),
    gauge(
      'media_loss_highest_ratio',
      'The greatest loss among them.',
      worst.length > 0 ? [[{}, Math.max(...worst.map(({ lossPercent }) => lossPercent)) / 100]] : [],
    ),
  ];
}

function callsBy(
  calls: readonly { readonly provider: string | null }[],
  providers: Status['providers'],
): readonly Sample[] {
  const count = (name: string | null) => calls.filter(({ provider }) => provider === name).length;
  const named = providers.map(({ name }) => [{ provider: name }, count(name)] as const);
  return [...named, [{ provider: '' }, calls.length - named.reduce((total, [, value]) => total + value, 0)]];
}

function each(
  providers: Status['providers'],
  value: (provider: Status['providers'][number]) => number | null,
): readonly Sample[] {
  return providers.flatMap((provider) => {
    const found = value(provider);
    return found === null ? [] : [[{ provider: provider.name }, found] as const];
  });
}

function gauge(name: string, help: string, samples: readonly Sample[]): readonly string[] {
  if (samples.length === 0) return [];
  const full = `offhook_gateway_${name}`;
  const lines = samples.map(([labels, value]) => {
    const written = Object.entries(labels).map(
      ([label, text]) => `${label}="${text.replace(/["\\\n]/g, '_')}"`,
    );
    return `${full}${written.length > 0 ? `{${written.join(',')}}` : ''} ${value}`;
  });
  return [`# HELP ${full} ${help}`, `# TYPE ${full} gauge`, ...lines];
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
