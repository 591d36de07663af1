// Where a provider's calls may come from.
import { describe, expect, it } from 'vitest';
import { providersOf } from './rig.ts';
import { findSources } from './sources.ts';

const PROVIDERS = providersOf(`providers:
  number: { host: 192.0.2.1, mode: ip, sources: [192.0.2.1, 203.0.113.0/28] }
  named: { host: sip.named.example, mode: ip }
  lost: { host: sip.lost.example, mode: ip, sources: [198.51.100.7] }
`);
const resolve = async (host: string) => {
  if (host === 'sip.named.example') return ['192.0.2.7', '192.0.2.8'];
  throw new Error(`no address for ${host}`);
};

describe('a provider’s calls may come', () => {
  it('from every address of its host and from those its entry lists, each once', async () => {
    const { sources } = await findSources(PROVIDERS, resolve);
    expect(sources).toEqual([
      ['number', ['192.0.2.1', '203.0.113.0/28']],
      ['named', ['192.0.2.7', '192.0.2.8']],
      ['lost', ['198.51.100.7']],
    ]);
  });

  it('from nowhere new while its host has no address, which is told', async () => {
    expect((await findSources(PROVIDERS, resolve)).unresolved).toEqual(['lost']);
  });
});
