/** The end of a call, through the whole app. */
import { describe, expect, it } from 'vitest';
import { AUTH_ID, createRig, NUMBER } from './rig.ts';

const FORM = {
  CallUUID: '0f5c1d7e-0000-4000-8000-00000000000a',
  From: `sip:bob0_${AUTH_ID}@phone.plivo.com`,
  To: NUMBER,
  Duration: '62',
  BillDuration: '120',
  HangupCauseName: 'Normal Hangup',
};

describe('/hangup', () => {
  it('records a call’s end', async () => {
    const rig = await createRig();
    await rig.deliver('/answer', { ...FORM, 'X-PH-Dest': '442079460018', Direction: 'inbound' });
    expect((await rig.deliver('/hangup', FORM, '2')).status).toBe(200);
    expect(await rig.store.calls.recent(10)).toMatchObject([{ durationSeconds: 62, cause: 'Normal Hangup' }]);
  });

  it('delivered a hundred times is one record and one answer', async () => {
    const rig = await createRig();
    const answers = new Set<string>();
    for (let time = 0; time < 100; time += 1) {
      rig.clock.time += 1_000;
      const reply = await rig.deliver('/hangup', FORM);
      answers.add(`${reply.status} ${await reply.text()}`);
    }
    expect([...answers]).toEqual(['200 <Response></Response>']);
    expect(await rig.store.calls.recent(10)).toHaveLength(1);
    expect(rig.logged.filter((line) => line.includes('call ended'))).toHaveLength(1);
  });

  it('is not acknowledged when the record could not be written', async () => {
    const rig = await createRig();
    rig.store.calls.ended = () => Promise.reject(new Error('disk full'));
    expect((await rig.deliver('/hangup', FORM)).status).toBe(500);
  });

  it('without a CallUUID says so', async () => {
    const rig = await createRig();
    const { CallUUID: _, ...form } = FORM;
    const reply = await rig.deliver('/hangup', form);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({
      code: 'bad-request',
      detail: expect.stringContaining('CallUUID'),
    });
  });
});
