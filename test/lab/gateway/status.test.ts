/** `status` of a real gateway in a real call, and a renewed certificate that no call notices. */
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemResolver } from '../../../gateway/check/dns.ts';
import { runCertificate, TELL } from '../../../gateway/commands/certificate.ts';
import { parseProviders } from '../../../gateway/config/parseProviders.ts';
import type { Provider } from '../../../gateway/config/provider.ts';
import { gatherStatus } from '../../../gateway/status/gather.ts';
import { linesOf } from '../../../gateway/status/lines.ts';
import { metricsOf } from '../../../gateway/status/metrics.ts';
import { makeCertificate } from '../kamailio.ts';
import { until } from '../process.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import type { Carrier } from './carrier.ts';
import { expectParsed, type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

let ground: LabGround;
let gateway: GatewayRig;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;
let providers: readonly Provider[];
let dead: Carrier;

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  const carriers = [
    await ground.carrier({ name: 'plain', address: '127.0.1.1' }),
    await ground.carrier({ name: 'register', address: '127.0.1.2', challenges: true }),
    await ground.carrier({ name: 'dead', address: '127.0.1.3' }),
  ];
  const modes = ['ip', 'register', 'ip'];
  const entries = carriers.map(({ name, address, port, username, domain }, at) => {
    const five = `host: ${address}, port: ${port}, username: ${username}, domain: ${domain}`;
    return `  ${name}: { ${five}, password: "\${CARRIER_PASSWORD}", mode: ${modes[at]}, prefixes: ${at === 0 ? '[""]' : '["+1"]'} }\n`;
  });
  const text = `providers:\n${entries.join('')}`;
  providers = expectParsed(parseProviders(text, { file: 'providers.yaml', environment: ground.environment }));
  gateway = await ground.gateway({ origins: [softphones.origin], providers: text });
  dead = carriers[2] as Carrier;
  softphone = await softphones.open();
  await softphone.tell('register', gateway.account());
  await softphone.waitFor(/^registered/);
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});

const status = () => gatherStatus(gateway.settings, providers, systemResolver());

describe('status', () => {
  it('knows who is registered, where we are, and which provider is gone', async () => {
    await dead.kill();
    await until('the registration stands', async () => (await status()).providers[1]?.isRegistered === true);
    const { kamailio, rtpengine, providers: told } = await status();
    expect(kamailio).toMatchObject({ agents: ['alice'], webSockets: 1, calls: [] });
    expect(rtpengine?.quality.size).toBe(0);
    expect(
      told.map(({ name, isRegistered, answer }) => [name, isRegistered, answer?.status ?? null]),
    ).toEqual([
      ['plain', null, 200],
      ['register', true, 200],
      ['dead', null, null],
    ]);
  });

  it('tells of a call who has it, over whom, and how it sounds', async () => {
    await softphone.tell('call', `sip:+442079460018@${REALM}`, []);
    await softphone.waitFor(/^live$/);
    const quality = async () => {
      const { kamailio, rtpengine } = await status();
      return rtpengine?.quality.get(kamailio?.calls[0]?.callId ?? '') ?? null;
    };
    await until('RTCP has come', async () => ((await quality())?.worst ?? null) !== null, 30_000);
    const seen = await status();
    for (const line of linesOf(seen)) process.stdout.write(`${line}\n`);
    expect(seen.kamailio?.calls).toEqual([
      expect.objectContaining({ agent: 'alice', provider: 'plain', isAnswered: true }),
    ]);
    const sound = await quality();
    expect(sound?.packets).toBeGreaterThan(100);
    expect(sound?.worst?.mos).toBeGreaterThan(3);
    expect(sound?.worst?.mos).toBeLessThanOrEqual(5);
    const text = metricsOf(seen);
    expect(text).toContain('offhook_gateway_calls{provider="plain"} 1');
    expect(text).toMatch(/offhook_gateway_media_mos_lowest [345](\.\d)?\n/);
  });

  it('a renewed certificate is shown to whoever comes next, and the call goes on', async () => {
    const { settings } = gateway;
    const before = await fingerprint(settings.ports.wss);
    makeCertificate(join(ground.folder, 'kamailio'));
    const environment = {
      GATEWAY_PUBLIC_ADDRESS: settings.publicAddress,
      GATEWAY_REALM: settings.realm,
      GATEWAY_ALLOWED_ORIGINS: settings.allowedOrigins.join(','),
      GATEWAY_CERTIFICATE_FILE: settings.certificateFile ?? '',
      GATEWAY_KEY_FILE: settings.keyFile ?? '',
      GATEWAY_STATE_FOLDER: settings.stateFolder,
    };
    const lines: string[] = [];
    expect(await runCertificate(environment, (line) => lines.push(line), TELL)).toBe(0);
    expect(lines).toEqual(['Read again by Kamailio.']);
    await until('the new one is shown', async () => (await fingerprint(settings.ports.wss)) !== before);
    expect((await status()).kamailio?.calls).toHaveLength(1);
    await softphone.tell('hangUp');
    await softphone.waitFor(/^ended local/);
    await until('no call is left', async () => (await status()).kamailio?.calls.length === 0);
  });
});

function fingerprint(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.end();
    });
    socket.on('error', reject);
  });
}
