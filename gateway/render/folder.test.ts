// The rendered folder: the daemons take it, it changes in one step, and it tells nobody its secrets.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, writeFolder } from './folder.ts';
import { makeState, providersOf, SECRET, settingsIn } from './rig.ts';

const PROVIDERS = `providers:
  acme: { host: 127.0.1.1, username: u, password: 'back\\\\slash:"quote" $ru', prefixes: ["+44"] }
  beta:
    host: 127.0.1.2
    username: "10042"
    password: p
    transport: tls
    media: srtp
    mode: register
    headers: { X-Agent-Context: "a: b" }
    callerIds: ["+442079460100"]
    inbound: { "+442079460100": { group: [alice, bob], ring: inOrder }, "*": { all: yes } }
`;

const CLUSTER = {
  GATEWAY_CLUSTER_ADDRESS: '10.9.0.1',
  GATEWAY_CLUSTER_PEERS: '10.9.0.2',
  GATEWAY_RTPENGINES: 'udp:10.9.0.3:22222=2,udp:10.9.0.4:22222',
  GATEWAY_MEDIA_ADDRESSES: '203.0.113.3,203.0.113.4',
};

let state: string;
beforeEach(() => {
  state = makeState();
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const installation = (changed: Readonly<Record<string, string>> = {}): Installation => ({
  settings: settingsIn(state, changed),
  providers: providersOf(PROVIDERS),
  agents: [{ name: 'alice', ha1: '0'.repeat(32), provider: 'acme' }],
  sources: [['acme', ['127.0.1.1', '203.0.113.0/28']]],
});
const table = (folder: string, name: string) => readFileSync(join(folder, 'tables', name), 'utf8');

describe('the folder', () => {
  it.each([
    ['the least', {}],
    [
      'short-lived credentials and denied prefixes',
      { SIP_CREDENTIAL_SECRET: SECRET, DENY_PREFIXES: '+1900,+881' },
    ],
    ['one of several hosts', CLUSTER],
    [
      'an address behind NAT and a proxy in front',
      { GATEWAY_LISTEN_ADDRESS: '127.0.0.2', GATEWAY_WS_PORT: '8080', GATEWAY_WSS_PORT: '0' },
    ],
  ])('is a configuration that Kamailio takes: %s', (_, changed) => {
    const folder = writeFolder(installation(changed));
    const check = () =>
      execFileSync('kamailio', ['-c', '-f', join(folder, 'kamailio.cfg')], { stdio: 'pipe' });
    expect(check).not.toThrow();
  });

  it('is replaced in one step and leaves no other behind', () => {
    const first = writeFolder(installation());
    expect(writeFolder(installation({ MAX_CALL_SECONDS: '60' }))).toBe(first);
    expect(readFileSync(join(first, 'settings.cfg'), 'utf8')).toContain('#!define MAX_CALL_SECONDS 60');
    expect(readdirSync(join(state, 'state')).filter((name) => name.startsWith('config'))).toHaveLength(2);
  });

  it('has tables that are newer each time, however fast they follow each other', () => {
    const seconds = () =>
      Math.floor(statSync(join(writeFolder(installation()), 'tables', 'did')).mtimeMs / 1000);
    expect(seconds()).toBeLessThan(seconds());
  });

  it('is readable to its owner only', () => {
    const folder = writeFolder(installation());
    for (const file of ['settings.cfg', 'tables/provider', 'tables/uacreg'])
      expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  });

  it('keeps the seal of calls that are up', () => {
    const seal = () =>
      /@ROUTE_SECRET@!(\w{64})!/.exec(
        readFileSync(join(writeFolder(installation()), 'settings.cfg'), 'utf8'),
      )?.[1];
    expect(seal()).toBe(seal() ?? 'none');
  });

  it('has no TURN unless there is a secret for it, and then only towards itself', () => {
    expect(readdirSync(writeFolder(installation()))).not.toContain('turnserver.conf');
    const text = readFileSync(
      join(writeFolder(installation({ TURN_SECRET: SECRET })), 'turnserver.conf'),
      'utf8',
    );
    expect(text).toContain('denied-peer-ip=0.0.0.0-255.255.255.255');
    expect(text.match(/^allowed-peer-ip=.*/gm)).toEqual(['allowed-peer-ip=127.0.0.1']);
  });

  it('says nothing of other hosts unless there are some, and then opens what has no password to them only', () => {
    const read = (changed: Readonly<Record<string, string>>) => {
      const folder = writeFolder(installation({ ...changed, TURN_SECRET: SECRET }));
      const files = ['settings.cfg', 'peers.cfg', 'rtpengine.conf', 'turnserver.conf'];
      return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    };
    expect(read({})).not.toMatch(/^(#!define SEVERAL_HOSTS|modparam.*)$/m);
    const text = read(CLUSTER);
    expect(text).toContain('listen=udp:10.9.0.1:5070\n');
    expect(text).toContain('"sip:10.9.0.2:5070"');
    expect(text).toContain('!udp:10.9.0.3:22222=2 udp:10.9.0.4:22222!');
    expect(text).toContain('listen-ng = 10.9.0.1:22222\n');
    expect(text.match(/^allowed-peer-ip=.*/gm)?.slice(1)).toEqual([
      'allowed-peer-ip=203.0.113.3',
      'allowed-peer-ip=203.0.113.4',
    ]);
  });
});

describe('the tables', () => {
  it('list for a prefix who fits it best first, and who takes every number last', () => {
    const text = table(writeFolder(installation()), 'prefix');
    expect(text).toContain(':+44:0:0:acme,beta:0');
    expect(text).toContain(':+:0:0:beta:0');
  });

  it('have a password as it is, whatever is in it', () => {
    expect(table(writeFolder(installation()), 'provider')).toContain(':back\\\\\\\\slash\\:"quote" $ru:0');
  });

  it('have a registration for each provider that wants one', () => {
    const rows = table(writeFolder(installation()), 'uacreg').trim().split('\n').slice(1);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(
      '1:beta:10042:127.0.1.2:10042:127.0.1.2::10042:p::sip\\:127.0.1.2\\:5061;transport=tls:',
    );
  });
});
