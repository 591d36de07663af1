/** Whole checks against a provider that behaves: what is told, and what is sent. Faults are in faults.test.ts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority } from './fakeProvider/certificates.ts';
import { STEPS } from './finding.ts';
import { checkFake, HOST, LOGIN, NUMBER } from './rig.ts';
import { header } from './sip/message.ts';

let authority: Authority;
beforeAll(() => {
  authority = createAuthority();
});
afterAll(() => authority.close());

describe('a check', () => {
  it.each(['udp', 'tcp'] as const)(
    'over %s goes through every step once, in their order',
    async (transport) => {
      const { findings, troubles, finding } = await checkFake({ transport, login: LOGIN });
      expect(findings.map(({ step }) => step)).toEqual(STEPS);
      expect(troubles()).toEqual([]);
      expect(finding('digest').found).toBe('MD5, qop auth, realm "provider.example": accepted');
      expect(finding('call').found).toBe('answered after 180');
      expect(finding('codecs').found).toContain('accepted PCMU, TELEPHONE-EVENT over RTP/AVP');
      expect(finding('audio')).toMatchObject({
        verdict: 'ok',
        found: expect.stringMatching(/received \d\d.*-1\d dBm0/),
      });
      expect(finding('hang-up').found).toBe('BYE: 200 OK');
    },
  );

  it('over TLS trusts who the provider’s authority vouches for, and calls with SRTP', async () => {
    const tls = authority.issue(HOST);
    const { finding, troubles } = await checkFake(
      { transport: 'tls', tls, login: LOGIN, isSrtp: true },
      { media: 'srtp', tls: { verify: true, caFile: authority.certFile } },
    );
    expect(troubles()).toEqual([]);
    expect(finding('tls').found).toMatch(/^TLSv1\.3, certificate good for (89|90) more days$/);
    expect(finding('codecs').found).toContain('over RTP/SAVP');
    expect(finding('audio').found).toMatch(/received \d\d.*-1\d dBm0/);
  });

  it('dials nothing unless a number was given', async () => {
    const { provider, finding } = await checkFake({ transport: 'udp', login: LOGIN }, {}, { to: null });
    expect(provider.methods()).toEqual(['OPTIONS']);
    expect(finding('call')).toMatchObject({ verdict: 'skipped', found: 'no number was given: --to NUMBER' });
    expect(finding('digest').found).toContain('--to NUMBER');
  });

  it('registers where the mode says so, and takes it back', async () => {
    const { provider, finding } = await checkFake(
      { transport: 'udp', login: LOGIN, challenge: { status: 401, algorithm: 'MD5', qop: true } },
      { mode: 'register' },
      { to: null },
    );
    expect(finding('register')).toMatchObject({ verdict: 'ok', found: '200 OK, and taken back' });
    expect(finding('digest').found).toContain('MD5, qop auth');
    const registers = provider.heard.filter(({ method }) => method === 'REGISTER');
    expect(registers.map((request) => header(request, 'expires'))).toEqual(['60', '60', '0', '0']);
    expect(new Set(registers.map((request) => header(request, 'contact'))).size).toBe(1);
  });

  it('sends what the gateway would: number format, caller id, headers of the provider', async () => {
    const { provider } = await checkFake({ transport: 'udp' }, { numberFormat: '00' });
    const invite = provider.heard.find(({ method }) => method === 'INVITE');
    expect(invite?.uri).toBe(`sip:00${NUMBER.slice(1)}@${HOST}:${provider.port}`);
    expect(invite && header(invite, 'x-agent-context')).toBe('sales');
    expect(invite && header(invite, 'p-asserted-identity')).toBe(`<sip:14155550199@${HOST}>`);
    expect(invite && header(invite, 'from')).toContain(`<sip:14155550199@${HOST}>;tag=`);
  });

  it('asserts the caller id where From has to bear the account’s name', async () => {
    const { provider } = await checkFake({ transport: 'udp' }, { fromUser: 'username' });
    const invite = provider.heard.find(({ method }) => method === 'INVITE');
    expect(invite && header(invite, 'from')).toContain(`<sip:trunk@${HOST}>;tag=`);
    expect(invite && header(invite, 'p-asserted-identity')).toBe(`<sip:+14155550199@${HOST}>`);
  });

  it('raises CSeq with every request of a call, and ends what it began', async () => {
    const { provider } = await checkFake({ transport: 'udp', login: LOGIN });
    const call = provider.heard.filter(({ method }) => method !== 'OPTIONS');
    expect(call.map((request) => header(request, 'cseq'))).toEqual([
      '1 INVITE',
      '1 ACK',
      '2 INVITE',
      '2 ACK',
      '3 BYE',
    ]);
  });

  it('sends again what UDP has lost', async () => {
    const { troubles, provider } = await checkFake({ transport: 'udp', losesFirst: 2 }, {}, { to: null });
    expect(troubles()).toEqual([]);
    expect(provider.methods()).toEqual(['OPTIONS']);
  });

  it('hears early media, and A-law', async () => {
    const { finding, troubles } = await checkFake({ transport: 'udp', hasEarlyMedia: true, codec: 'PCMA' });
    expect(troubles()).toEqual([]);
    expect(finding('early media').found).toMatch(/^[1-9]\d* packets before the answer$/);
    expect(finding('call').found).toBe('answered after 183');
  });

  it('notices that the far side has hung up, and says no BYE to it', async () => {
    const { finding, provider } = await checkFake({ transport: 'udp', call: 'hangs up' });
    expect(finding('hang-up')).toMatchObject({ verdict: 'ok', found: 'the far side hung up first' });
    expect(provider.methods()).not.toContain('BYE');
  });
});
