/** Names as providers publish them, without a name server. */
import { describe, expect, it } from 'vitest';
import { type Resolver, resolveProvider } from './dns.ts';

const ASKED = { host: 'sip.provider.example', port: 5060, transport: 'udp' } as const;
const srv = (name: string, port: number, priority = 1) => ({ name, port, priority, weight: 1 });
const naptr = (service: string) => ({
  service,
  flags: 's',
  regexp: '',
  replacement: '',
  order: 1,
  preference: 1,
});

const resolver = (records: Partial<Resolver> = {}): Resolver => ({
  addresses: async () => ['192.0.2.1', '192.0.2.2'],
  srv: async () => [],
  naptr: async () => [],
  ...records,
});

describe('a provider’s name', () => {
  it('is good with addresses alone, and all are told', async () => {
    const { result, addresses } = await resolveProvider(ASKED, resolver());
    expect(result).toEqual({ verdict: 'ok', found: 'sip.provider.example is 192.0.2.1, 192.0.2.2' });
    expect(addresses).toEqual(['192.0.2.1', '192.0.2.2']);
  });

  it('need not be one: an address is asked of nobody', async () => {
    const nobody = () => Promise.reject(new Error('asked'));
    const deaf = { addresses: nobody, srv: nobody, naptr: nobody };
    const { addresses } = await resolveProvider({ ...ASKED, host: '192.0.2.9' }, deaf);
    expect(addresses).toEqual(['192.0.2.9']);
  });

  it('without an address says which host its SRV names, of the first priority', async () => {
    const records = {
      addresses: async () => [],
      srv: async () => [srv('b.example', 5070, 2), srv('a.example', 5080)],
    };
    const { result } = await resolveProvider(ASKED, resolver(records));
    expect(result).toMatchObject({
      verdict: 'failed',
      fix: expect.stringContaining('host: a.example and port: 5080'),
    });
    const none = await resolveProvider(ASKED, resolver({ addresses: async () => [] }));
    expect(none.result).toMatchObject({ verdict: 'failed', found: 'sip.provider.example has no address' });
  });

  it.each([
    ['udp', '_sip._udp'],
    ['tcp', '_sip._tcp'],
    ['tls', '_sips._tcp'],
  ] as const)('over %s is looked for under %s', async (transport, label) => {
    const names: string[] = [];
    const ask = async (name: string) => {
      names.push(name);
      return [srv('a.example', 5060)];
    };
    const { result } = await resolveProvider({ ...ASKED, transport }, resolver({ srv: ask }));
    expect(names).toEqual([`${label}.sip.provider.example`]);
    expect(result.verdict).toBe('ok');
  });

  it('that would rather have another port or transport is told, as a warning', async () => {
    const port = await resolveProvider(ASKED, resolver({ srv: async () => [srv('a.example', 5080)] }));
    expect(port.result).toMatchObject({ verdict: 'warn', fix: expect.stringContaining('port: 5080') });
    const transport = await resolveProvider(ASKED, resolver({ naptr: async () => [naptr('SIPS+D2T')] }));
    expect(transport.result).toMatchObject({
      verdict: 'warn',
      found: expect.stringContaining('NAPTR names SIPS+D2T'),
    });
  });
});
