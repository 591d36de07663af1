/** `up` as it is typed, on a machine that only writes down what it is told to do. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority } from '../check/fakeProvider/certificates.ts';
import { debianName } from '../up/host.ts';
import { type HostFacts, lineOfStep, PACKAGES, type Step } from '../up/plan.ts';
import { type Host, parseUpWords, runUp } from './up.ts';

const REALM = 'sip.example.com';
let authority: Authority;
let folder: string;
let environment: Record<string, string>;

beforeAll(() => {
  authority = createAuthority();
  folder = mkdtempSync(join(tmpdir(), 'offhook-up-'));
  const at = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const { cert, key } = authority.issue(REALM);
  environment = {
    GATEWAY_PUBLIC_ADDRESS: '203.0.113.5',
    GATEWAY_REALM: REALM,
    GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    GATEWAY_CERTIFICATE_FILE: at('certificate.pem', cert),
    GATEWAY_KEY_FILE: at('key.pem', key),
    GATEWAY_PROVIDERS_FILE: at('providers.yaml', 'providers:\n  acme: { host: 192.0.2.1, mode: ip }\n'),
    GATEWAY_AGENTS_FILE: at('agents.yaml', 'agents: {}\n'),
    GATEWAY_STATE_FOLDER: '/var/lib/offhook',
    TURN_SECRET: '9f86d081884c7d659a2feaa0c55ad015',
  };
});
afterAll(() => {
  authority.close();
  rmSync(folder, { recursive: true });
});

const BARE: HostFacts = {
  installed: new Set(),
  hasUser: false,
  hasState: false,
  hasRecords: false,
  hasCertificate: true,
  units: {},
  isRunning: false,
  inputs: ['/opt/offhook/.env'],
};

function machine(facts: HostFacts = BARE, changes: Partial<Host> = {}) {
  const done: Step[] = [];
  let rendered = 0;
  const host: Host = {
    system: 'Debian GNU/Linux 12 (bookworm)',
    isRoot: true,
    facts: () => facts,
    carryOut: (step) => void done.push(step),
    render: () => {
      rendered += 1;
    },
    ...changes,
  };
  return { host, done, rendered: () => rendered };
}

async function type(words: string, host: Host, changes: Record<string, string> = {}) {
  const lines: string[] = [];
  const parsed = parseUpWords(words.split(' ').filter(Boolean));
  if (!parsed) throw new Error(`not understood: ${words}`);
  const code = await runUp(parsed, { ...environment, ...changes }, (line) => lines.push(line), host);
  return { code, lines };
}

describe('up', () => {
  it.each(['now', '--acme', '--acme nobody', '--dry-run --force'])('"%s" is not understood', (words) => {
    expect(parseUpWords(words.split(' '))).toBeNull();
  });

  it('prints what it would do, and does nothing', async () => {
    const { host, done, rendered } = machine(BARE, { isRoot: false });
    const { code, lines } = await type('--dry-run', host);
    expect(code).toBe(0);
    expect([done, rendered()]).toEqual([[], 0]);
    expect(lines.map((line) => line.split('   #')[0])).toEqual([
      'run    systemctl mask kamailio.service rtpengine-daemon.service coturn.service',
      `run    apt-get install --yes --no-install-recommends ${PACKAGES.join(' ')} coturn`,
      'run    useradd --system --user-group --home-dir /var/lib/offhook --shell /usr/sbin/nologin offhook',
      'run    install --directory --mode=0700 --owner=offhook --group=offhook /var/lib/offhook',
      'write  /etc/systemd/system/offhook-rtpengine.service',
      'write  /etc/systemd/system/offhook-kamailio.service',
      'write  /etc/systemd/system/offhook-coturn.service',
      'write  /etc/systemd/system/offhook-gateway.target',
      'run    systemctl daemon-reload',
      'render /var/lib/offhook',
      'run    chown --recursive offhook:offhook /var/lib/offhook',
      'run    chgrp offhook /opt/offhook/.env',
      'run    chmod g+r,o-rwx /opt/offhook/.env',
      'run    systemctl enable --now offhook-gateway.target',
    ]);
  });

  it('does only what is not done yet, and starts nothing that runs', async () => {
    const first = machine();
    await type('', first.host);
    const units = Object.fromEntries(
      first.done.flatMap((step) =>
        step.kind === 'write' ? [[step.path.split('/').at(-1) ?? '', step.text]] : [],
      ),
    );
    const done = { installed: new Set([...PACKAGES, 'coturn']), hasUser: true, hasState: true, units };
    const second = machine({ ...BARE, ...done, isRunning: true });
    const { lines } = await type('', second.host);
    const again = second.done.map((step) => (step.kind === 'run' ? step.command[0] : step.path));
    expect(again).toEqual(['chown', 'chgrp', 'chmod']);
    expect([first.rendered(), second.rendered()]).toEqual([1, 0]);
    expect(lines.at(-1)).toContain('reload');
  });

  it('runs each daemon as its own user, with the words that everything else starts it with', async () => {
    const { host, done } = machine();
    await type('', host);
    const unit = done.find((step) => step.kind === 'write' && step.path.endsWith('offhook-kamailio.service'));
    const text = unit?.kind === 'write' ? unit.text : '';
    expect(text).toContain('User=offhook\n');
    expect(text).toMatch(
      /^ExecStart=\/usr\/bin\/env kamailio -f \/var\/lib\/offhook\/config\/kamailio\.cfg -DD /m,
    );
    expect(text).toContain('After=network-online.target offhook-rtpengine.service\n');
    expect(text).toContain('ReadWritePaths=/var/lib/offhook/run\n');
  });

  it('keeps records as a service too, in a file of its user', async () => {
    const { host, done } = machine();
    await type('', host, { GATEWAY_CDR_FILE: '/var/log/offhook/calls.jsonl' });
    const lines = done.map(lineOfStep);
    expect(lines.join('\n')).toContain(
      'install -D --mode=0600 --owner=offhook --group=offhook /dev/null /var/log/offhook/calls.jsonl',
    );
    const unit = done.find((step) => step.kind === 'write' && step.path.endsWith('offhook-records.service'));
    const text = unit?.kind === 'write' ? unit.text : '';
    expect(text).toContain('ReadWritePaths=/var/lib/offhook/run /var/log/offhook/calls.jsonl\n');
    expect(text).toMatch(
      /^ExecStart=.*command\.ts records --config-file=\/var\/lib\/offhook\/config\/records\.conf$/m,
    );
  });

  it('asks for a certificate where there is none, and keeps it fresh', async () => {
    const { host, done } = machine({ ...BARE, hasCertificate: false });
    const { code } = await type('--acme ops@example.com', host, {
      GATEWAY_CERTIFICATE_FILE: '/etc/offhook/tls/c.pem',
    });
    expect(code).toBe(0);
    const asked = done.map(lineOfStep).find((line) => line.includes('certonly'));
    expect(asked).toContain(`-m ops@example.com -d ${REALM} --deploy-hook`);
    expect(asked).toContain('gateway -- certificate');
  });

  it.each([
    ['a weak secret', { TURN_SECRET: 'change-me-change-me-change-me-change-me' }, {}, 'TURN_SECRET'],
    [
      'a certificate for another',
      { GATEWAY_REALM: 'other.example.com' },
      {},
      'does not name other.example.com',
    ],
    ['settings that are wrong', { GATEWAY_REALM: '' }, {}, 'GATEWAY_REALM'],
    ['no providers', { GATEWAY_PROVIDERS_FILE: 'nowhere.yaml' }, {}, 'nowhere.yaml'],
    ['a folder no service sees', { GATEWAY_STATE_FOLDER: '/tmp/offhook' }, {}, '/var/lib/offhook'],
    ['a key no service sees', { GATEWAY_KEY_FILE: '/run/user/1000/key.pem' }, {}, '/etc/offhook/tls'],
    ['another system', {}, { system: null }, 'compose.yaml'],
    ['another user than root', {}, { isRoot: false }, 'sudo'],
  ])('touches nothing with %s', async (_, changes, hostChanges, says) => {
    const { host, done, rendered } = machine(BARE, hostChanges);
    const { code, lines } = await type('', host, changes);
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain(says);
    expect([done, rendered()]).toEqual([[], 0]);
  });

  it('knows Debian and Ubuntu, and who descends from them', () => {
    expect(debianName('PRETTY_NAME="Ubuntu 24.04 LTS"\nID=ubuntu\nID_LIKE=debian\n')).toBe(
      'Ubuntu 24.04 LTS',
    );
    expect(debianName('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n')).toContain('Debian');
    expect(debianName('PRETTY_NAME="Fedora Linux 40"\nID=fedora\n')).toBeNull();
  });
});
