/** What is counted, for Prometheus. No label holds anything that a stranger or an agent can choose. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** A registry of its own for each app: two apps in one process do not count together. */
export function createMetrics() {
  const registers = [new Registry()];
  const counter = <const L extends string>(name: string, help: string, ...labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  return {
    registry: registers[0] ?? new Registry(),
    requests: new Histogram({
      name: 'offhook_http_request_seconds',
      help: 'How long a request took.',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    webhooks: counter(
      'offhook_webhooks_total',
      'Webhooks by kind and what became of them.',
      'kind',
      'outcome',
    ),
    tokens: counter('offhook_tokens_total', 'Tokens asked of Plivo, by outcome.', 'outcome'),
    refusals: counter('offhook_call_refusals_total', 'Calls refused, by problem code.', 'code'),
  };
}

/** The process itself: memory, event loop, garbage collection. For serve.ts only; it starts timers. */
export function measureProcess(metrics: Metrics): void {
  collectDefaultMetrics({ register: metrics.registry, prefix: 'offhook_' });
}
