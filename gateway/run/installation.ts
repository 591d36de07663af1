/** From an installation's files and environment to what can be rendered, or every problem in them. */
import type { Configuration } from '../config/installation.ts';
import { readConfiguration } from '../config/installation.ts';
import { readEnvironment } from '../config/parseSettings.ts';
import type { Parsed } from '../config/problem.ts';
import type { Installation } from '../render/folder.ts';
import { findSources } from '../render/sources.ts';

export type Prepared = {
  readonly installation: Installation;
  /** Providers whose host has no address now: see findSources. */
  readonly unresolved: readonly string[];
};

/** Reads .env, providers.yaml and agents.yaml as the working folder sees them, and resolves the providers' hosts. */
export async function prepareInstallation(): Promise<Parsed<Prepared>> {
  const configuration = readConfiguration(readEnvironment('.env'));
  return configuration.ok ? { ok: true, value: await prepare(configuration.value) } : configuration;
}

async function prepare(configuration: Configuration): Promise<Prepared> {
  const { sources, unresolved } = await findSources(configuration.providers);
  return { installation: { ...configuration, sources }, unresolved };
}
