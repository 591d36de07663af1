/** The gate before every start on a public address: gathers what refusals.ts judges. `up`, `run` and `render` stand before it. */
import type { Problem } from '../config/problem.ts';
import type { Installation } from '../render/folder.ts';
import { readCertificate } from './host.ts';
import { refusalsOf } from './refusals.ts';

export type Gate = {
  /** False: browsers without TLS are refused. True: somebody has said that a proxy on this machine carries it. */
  readonly isBehindProxy: boolean;
};

export function gateProblems({ settings, providers, sources }: Installation, gate: Gate): readonly Problem[] {
  return refusalsOf({
    ...{ settings, providers },
    ...gate,
    sources: new Map(sources),
    certificate: readCertificate(settings.certificateFile),
    now: Date.now(),
  });
}

/** For starts that take no flags: the port without TLS listens on 127.0.0.1 only, so whoever opens it has a proxy. */
export function startProblems(installation: Installation): readonly Problem[] {
  return gateProblems(installation, { isBehindProxy: installation.settings.ports.ws > 0 });
}
