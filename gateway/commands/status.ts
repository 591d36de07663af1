/** `status` and `metrics`: reads the configuration, asks, prints. `metrics --listen PORT` serves Prometheus on loopback. */
import { createServer, type Server } from 'node:http';
import { systemResolver } from '../check/dns.ts';
import { readConfiguration } from '../config/installation.ts';
import { readEnvironment } from '../config/parseSettings.ts';
import { describeProblem } from '../config/problem.ts';
import { PORT } from '../config/values.ts';
import type { Environment } from '../config/yamlReader.ts';
import type { Status } from '../status/facts.ts';
import { gatherStatus } from '../status/gather.ts';
import { linesOf } from '../status/lines.ts';
import { CONTENT_TYPE, metricsOf } from '../status/metrics.ts';
import { type Command, say, wrongUse } from './command.ts';

type Print = (line: string) => void;

const OK = 0;
const FAILED = 1;

export const status: Command = {
  usage: 'status [--json]',
  summary: 'say who is registered, which calls are up and how they sound, and which providers answer',
  async run(args) {
    const isJson = args[0] === '--json';
    return args.length === (isJson ? 1 : 0)
      ? runStatus(isJson, readEnvironment('.env'), say)
      : wrongUse(status);
  },
};

export const metrics: Command = {
  usage: 'metrics [--listen PORT]',
  summary: 'print the same for Prometheus, or serve it at http://127.0.0.1:PORT/metrics',
  async run(args) {
    const environment = readEnvironment('.env');
    if (args.length === 0) return printMetrics(environment, say);
    const port = args[0] === '--listen' && args.length === 2 ? PORT.read(args[1] ?? '') : null;
    if (port === null) return wrongUse(metrics);
    // Serves until the process is ended: an open server keeps it alive.
    return (await serveMetrics(port, environment, say)) ? OK : FAILED;
  },
};

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
  const read = readConfiguration(environment);
  if (read.ok) return () => gatherStatus(read.value.settings, read.value.providers, systemResolver());
  for (const problem of read.problems) print(describeProblem(problem));
  return null;
}
