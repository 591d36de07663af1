// A call from outside rings agents as RING_STRATEGY says, on a real gateway: all at once, or one after the other.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SipRequest } from '../../demo/exchange/message.ts';
import { isWebhook } from '../../server/fakePlivo/wire.ts';
import { type PlivoLab, startPlivoLab } from './plivoLab.ts';
import { openPlivoPhone, type PlivoPhone } from './plivoPhone.ts';

const uuidOf = (invite: SipRequest) => String(invite.headers['x-calluuid']);

describe.each(['all', 'in-order'] as const)('with the strategy "%s"', (strategy) => {
  let rig: PlivoLab;
  let berta: string;
  let phones: readonly [PlivoPhone, PlivoPhone];

  beforeAll(async () => {
    rig = await startPlivoLab({ settings: { RING_STRATEGY: strategy } });
    berta = await rig.addAgent('Berta');
  });
  afterAll(() => rig?.close());
  beforeEach(async () => {
    const open = async (key: string) => openPlivoPhone({ ...(await rig.token(key)), wsUrl: rig.lab.wsUrl });
    phones = [await open(rig.accessKey), await open(berta)];
    for (const phone of phones) await phone.register();
  });
  afterEach(async () => {
    await rig.lab.baresip.hangUp();
    for (const phone of phones) phone.close();
  });

  const callFromOutside = () =>
    rig.lab.baresip.dial(rig.lab.agentUri.replace(/^sip:\w+/, `sip:${rig.fake.number}`));
  /** What our server is told about the ringing of its steps, when the last one is over. */
  async function told(callUuid: string) {
    await rig.fake.wire.waitFor(isWebhook('hangup', callUuid), AbortSignal.timeout(10_000));
    return rig.fake.wire.entries.filter(isWebhook('action', callUuid)).map(({ params }) => params.DialStatus);
  }

  it('every agent is rung, and the caller goes on to be rung for while one is left', async () => {
    const [anna, bert] = phones;
    await callFromOutside();
    const first = await anna.incoming('INVITE');
    if (strategy === 'in-order') anna.answer(first, 486);
    const second = await bert.incoming('INVITE');
    if (strategy === 'all') anna.answer(first, 486);
    expect(uuidOf(second)).toBe(uuidOf(first));
    bert.answer(second, 486);
    expect(await told(uuidOf(first))).toEqual(strategy === 'all' ? ['busy'] : ['busy', 'busy']);
  });

  it('an agent who is not there is passed over', async () => {
    const [anna, bert] = phones;
    await anna.unregister();
    await callFromOutside();
    const invite = await bert.incoming('INVITE');
    bert.answer(invite, 486);
    expect(await told(uuidOf(invite))).toEqual(strategy === 'all' ? ['busy'] : ['failed', 'busy']);
  });
});
