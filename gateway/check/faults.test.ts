/** Every fault of a provider's signalling and TLS, and what the check says of it: the step it belongs to, and a fix. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '../config/provider.ts';
import { type Authority, createAuthority } from './fakeProvider/certificates.ts';
import type { Manners } from './fakeProvider/manners.ts';
import { checkFake, HOST, LOGIN } from './rig.ts';

let authority: Authority;
beforeAll(() => {
  authority = createAuthority();
});
afterAll(() => authority.close());

const udp = { transport: 'udp' } as const;

describe('signalling that fails', () => {
  const cases: ReadonlyArray<[name: string, Manners, Partial<Provider>, troubles: string[], says: RegExp]> = [
    [
      'silence',
      { ...udp, says: 'nothing' },
      {},
      ['port failed', 'call failed'],
      /drop what they do not know/,
    ],
    ['noise', { ...udp, says: 'garbage' }, {}, ['options failed', 'call failed'], /not SIP/],
    ['403 for everything', { ...udp, refuses: { '*': 403 } }, {}, ['call failed'], /403 No.*allowed/],
    [
      '503 for everything',
      { ...udp, refuses: { '*': 503 } },
      {},
      ['options failed', 'call failed'],
      /503 No.*overloaded/,
    ],
    ['a refused number', { ...udp, refuses: { INVITE: 404 } }, {}, ['call failed'], /404 No.*numberFormat/],
    [
      'a wrong password',
      { ...udp, login: LOGIN },
      { password: 'wrong' },
      ['digest failed', 'call failed'],
      /refused.*password/,
    ],
    [
      'a digest nobody knows',
      { ...udp, login: LOGIN, challenge: { status: 407, algorithm: 'AKAv1-MD5', qop: true } },
      {},
      ['digest failed', 'call failed'],
      /not known here/,
    ],
    [
      'a digest that the gateway’s Kamailio does not know',
      { ...udp, login: LOGIN, challenge: { status: 407, algorithm: 'SHA-256', qop: true } },
      {},
      ['digest failed'],
      /accepted, but Kamailio 5\.6 answers MD5 only/,
    ],
    [
      'a digest without qop',
      { ...udp, login: LOGIN, challenge: { status: 401, algorithm: 'MD5', qop: false } },
      {},
      ['digest warn'],
      /without qop/,
    ],
    [
      'a challenge without a password',
      { ...udp, login: LOGIN },
      { username: '', password: '', mode: 'ip' },
      ['digest failed', 'call failed'],
      /no password is configured/,
    ],
    [
      'a registration refused',
      { ...udp, refuses: { REGISTER: 403 } },
      { mode: 'register' },
      ['register failed'],
      /403 No/,
    ],
    ['a hang-up that is not taken', { ...udp, refuses: { BYE: 500 } }, {}, ['hang-up failed'], /billed/],
  ];

  it.each(cases)('%s', async (_name, manners, changes, troubles, says) => {
    const checked = await checkFake(manners, changes);
    expect(checked.troubles()).toEqual(troubles);
    const told = checked.findings.filter(({ fix }) => fix).map(({ found, fix }) => `${found}. ${fix}`);
    expect(told.join('\n')).toMatch(says);
  });

  it('a nonce that was too old is answered again, and not called a wrong password', async () => {
    const { troubles } = await checkFake({ ...udp, login: LOGIN, hasStaleNonce: true });
    expect(troubles()).toEqual([]);
  });

  it('a wrong password is tried once and no oftener', async () => {
    const { provider } = await checkFake({ ...udp, login: LOGIN }, { password: 'wrong' });
    expect(provider.methods().filter((method) => method !== 'ACK')).toEqual(['OPTIONS', 'INVITE', 'INVITE']);
  });

  it.each(['udp', 'tcp'] as const)('nothing listens on %s', async (transport) => {
    const { port, close } = (await checkFake({ transport }, {}, { to: null })).provider;
    await close().catch(() => {}); // it was closed when its check was over
    const { findings, troubles } = await checkFake({ transport }, { port });
    expect(troubles()).toEqual(['port failed']);
    expect(findings.find(({ step }) => step === 'port')?.found).toContain('nothing listens there');
    expect(findings.filter(({ verdict }) => verdict === 'skipped')).toHaveLength(9);
  });

  it.each(['udp', 'tcp'] as const)('one of a name’s addresses does not answer on %s', async (transport) => {
    // The fake provider is at 127.0.0.1 only.
    const addresses = async () => ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
    const resolver = { addresses, srv: async () => [], naptr: async () => [] };
    const { troubles, finding } = await checkFake({ transport }, {}, { resolver });
    expect(troubles()).toEqual(['port warn']);
    expect(finding('port').found).toContain('; 127.0.0.2, 127.0.0.3 do not');
  });

  it('a name without an address', async () => {
    const nowhere = { addresses: async () => [], srv: async () => [], naptr: async () => [] };
    const { troubles, provider } = await checkFake(udp, {}, { resolver: nowhere });
    expect(troubles()).toEqual(['dns failed']);
    expect(provider.heard).toEqual([]);
  });
});

describe('a TLS peer that is not to be trusted', () => {
  const YEAR_MS = 365 * 86_400_000;
  const trusted = () => ({ tls: { verify: true, caFile: authority.certFile } });

  it('is sent nothing: no OPTIONS, no password, no call', async () => {
    const tls = authority.issue(HOST);
    const { troubles, provider, finding } = await checkFake({ transport: 'tls', tls, login: LOGIN });
    expect(troubles()).toEqual(['tls failed']);
    expect(finding('tls').found).toContain('not trusted');
    expect(provider.heard).toEqual([]);
  });

  it('cannot be judged without the file of its authority', async () => {
    const tls = { verify: true, caFile: 'nowhere.pem' };
    const { finding, provider } = await checkFake({ transport: 'tcp' }, { tls });
    expect(finding('configuration')).toMatchObject({
      verdict: 'failed',
      found: expect.stringContaining('nowhere.pem'),
    });
    expect(provider.heard).toEqual([]);
  });

  it('names another host', async () => {
    const tls = authority.issue('other.example');
    const { finding } = await checkFake({ transport: 'tls', tls }, trusted());
    expect(finding('tls')).toMatchObject({
      verdict: 'failed',
      found: expect.stringContaining('other.example'),
    });
  });

  it('has a certificate that is over, or soon will be', async () => {
    const tls = authority.issue(HOST, 10);
    const soon = await checkFake({ transport: 'tls', tls }, trusted(), { to: null });
    expect(soon.troubles()).toEqual(['tls warn']);
    const later = () => Date.now() + YEAR_MS;
    const over = await checkFake({ transport: 'tls', tls }, trusted(), { to: null, now: later });
    expect(over.finding('tls').found).toMatch(/^the certificate ended on \d{4}-\d\d-\d\d$/);
  });

  it('is let pass where insecure was written, with a warning', async () => {
    const tls = authority.issue(HOST);
    const { troubles, finding } = await checkFake(
      { transport: 'tls', tls },
      { tls: { verify: false, caFile: null } },
    );
    expect(troubles()).toEqual(['tls warn']);
    expect(finding('tls').found).toContain('verify: insecure');
  });

  it('speaks TLS 1.1 only, or no TLS at all', async () => {
    const tls = { ...authority.issue(HOST), maxVersion: 'TLSv1.1' as const };
    const old = await checkFake({ transport: 'tls', tls }, trusted());
    expect(old.finding('tls')).toMatchObject({ verdict: 'failed', found: 'it speaks only TLS 1.1 or older' });
    const plain = await checkFake({ transport: 'tcp' }, { transport: 'tls' });
    expect(plain.troubles()[0]).toMatch(/^(tls|port) failed$/);
  });
});
