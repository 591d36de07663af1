/** `status` and `metrics`: reads the configuration, asks, prints. `metrics --listen PORT` serves Prometheus on loopback. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { systemResolver } from '../check/dns.ts';
import { parseProviders } from '../config/parseProviders.ts';
import { parseSettings } from '../config/parseSettings.ts';
import { describeProblem } from '../config/problem.ts';
import type { Environment } from '../config/yamlReader.ts';
import type { Status } from '../status/facts.ts';
import { gatherStatus } from '../status/gather.ts';
import { linesOf } from '../status/lines.ts';
import { CONTENT_TYPE, metricsOf } from '../status/metrics.ts';

type Print = (line: string) => void;

const OK = 0;
const FAILED = 1;

/** 0: both daemons answer. 1: one does not, or the configuration is wrong. */
export async function runStatus(isJson: boolean, environment: Environment, print: Print): Promise<number> {
  const gather = gathering(environment, print);
  if (!gather) return FAILED;
  const status = await gather();
  if (isJson)
    print(JSON.stringify(status, (_, value) => (value instanceof Map ? Object.fromEntries(value) : value)));
  else for (const line of linesOf(status)) print(line);
  return status.kamailio && status.rtpengine ? OK : FAILED;
}

/** Prints the metrics once. */
export async function printMetrics(environment: Environment, print: Print): Promise<number> {
  const gather = gathering(environment, print);
  if (!gather) return FAILED;
  print(metricsOf(await gather()).trimEnd());
  return OK;
}

/** Serves them at http://127.0.0.1:port/metrics until the server is closed; null when the configuration is wrong. */
export async function serveMetrics(
  port: number,
  environment: Environment,
  print: Print,
): Promise<Server | null> {
  const gather = gathering(environment, print);
  if (!gather) return null;
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    void gather().then((status) =>
      response.writeHead(200, { 'content-type': CONTENT_TYPE }).end(metricsOf(status)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

/** Null, after the problems were printed, when there is nothing to ask. */
function gathering(environment: Environment, print: Print): (() => Promise<Status>) | null {
  const settings = parseSettings(environment);
  if (!settings.ok) return complain(settings.problems.map(describeProblem), print);
  const file = settings.value.providersFile;
  const providers = parseProviders(readText(file), { file, environment });
  if (!providers.ok) return complain(providers.problems.map(describeProblem), print);
  return () => gatherStatus(settings.value, providers.value, systemResolver());
}

function complain(lines: readonly string[], print: Print): null {
  for (const line of lines) print(line);
  return null;
}

/** A file that is not there has no providers, and parsing says so. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
