/** What Plivo is told when it has a call, through the whole app. */
import { describe, expect, it } from 'vitest';
import { AUTH_ID, createRig, NUMBER, type Rig, signedRequest } from './rig.ts';
import { type Refusal, SPOKEN } from './verdict.ts';

const CALL_UUID = '0f5c1d7e-0000-4000-8000-00000000000a';
const LONDON = '442079460018';
const FORM = {
  CallUUID: CALL_UUID,
  From: `sip:bob0_${AUTH_ID}@phone.plivo.com`,
  To: NUMBER,
  Direction: 'inbound',
  CallStatus: 'ringing',
  'X-PH-Dest': LONDON,
};
const DIAL = `<Response><Dial callerId="${NUMBER}" timeLimit="7200" timeout="60"><Number>${LONDON}</Number></Dial></Response>`;

const without = (form: Record<string, string>, ...names: string[]) =>
  Object.fromEntries(Object.entries(form).filter(([name]) => !names.includes(name)));
const answer = async (rig: Rig, form: Record<string, string>, nonce?: string) =>
  (await rig.deliver('/answer', form, nonce)).text();

async function intentOf(rig: Rig, to = `+${LONDON}`): Promise<string> {
  const reply = await rig.reserve(to);
  return ((await reply.json()) as { intent: string }).intent;
}

/** What the caller hears; null when the call goes on. */
const spoken = (xml: string) =>
  /^<Response><Speak>(.*)<\/Speak><Hangup\/><\/Response>$/.exec(xml)?.[1] ?? null;

describe('an agent’s call', () => {
  it('with an intent goes to its destination', async () => {
    const rig = await createRig();
    const reply = await rig.deliver('/answer', { ...FORM, 'X-PH-Intent': await intentOf(rig) });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(await reply.text()).toBe(DIAL);
  });

  it('without an intent goes there when rules and caps allow it', async () => {
    expect(await answer(await createRig(), FORM)).toBe(DIAL);
  });

  it('is told the same by GET', async () => {
    const rig = await createRig();
    const reply = await rig.app.request(signedRequest('/answer', Object.entries(FORM), '1', 'GET'));
    expect(await reply.text()).toBe(DIAL);
  });

  it.each<[Refusal, Record<string, string>]>([
    ['no-destination', without(FORM, 'X-PH-Dest')],
    ['no-destination', { ...FORM, 'X-PH-Dest': 'sip:somebody@example.com' }],
    ['own-number', { ...FORM, 'X-PH-Dest': NUMBER }],
    ['own-number', { ...FORM, 'X-PH-Dest': `+${NUMBER}` }],
    ['number-invalid', { ...FORM, 'X-PH-Dest': '9990000000' }],
    ['number-forbidden', { ...FORM, 'X-PH-Dest': '19002345678' }],
    ['unknown-agent', { ...FORM, From: `sip:eve0_${AUTH_ID}@phone.plivo.com` }],
    ['unknown-agent', { ...FORM, From: '442079460999' }],
    ['unknown-agent', { ...FORM, From: `sip:bob0_${AUTH_ID}@evil.example` }],
    ['unknown-agent', without(FORM, 'From')],
    ['intent-spent', { ...FORM, 'X-PH-Intent': 'aaaaaaaaaaaaaaaaaaaa' }],
    ['intent-spent', { ...FORM, 'X-PH-Intent': 'not an intent' }],
    ['not-ours', { ...FORM, Direction: 'outbound' }],
  ])('is refused in words: %s', async (refusal, form) => {
    expect(spoken(await answer(await createRig(), form))).toBe(SPOKEN[refusal]);
  });

  it('with an intent for another number, of another agent or of another call is refused', async () => {
    const rig = await createRig();
    const other = await intentOf(rig, '+442079460019');
    expect(spoken(await answer(rig, { ...FORM, 'X-PH-Intent': other }))).toBe(SPOKEN['intent-spent']);
    const bobs = { ...FORM, 'X-PH-Intent': await intentOf(rig) };
    const asAda = { ...bobs, From: `sip:ada0_${AUTH_ID}@phone.plivo.com` };
    expect(spoken(await answer(rig, asAda))).toBe(SPOKEN['intent-spent']);
    expect(await answer(rig, bobs)).toContain(`<Number>${LONDON}</Number>`);
    const again = { ...bobs, CallUUID: CALL_UUID.replace('a', 'b') };
    expect(spoken(await answer(rig, again))).toBe(SPOKEN['intent-spent']);
  });

  it('with an intent older than a minute is refused', async () => {
    const rig = await createRig();
    const form = { ...FORM, 'X-PH-Intent': await intentOf(rig) };
    rig.clock.time += 61_000;
    expect(spoken(await answer(rig, form))).toBe(SPOKEN['intent-spent']);
  });

  it('is bound to calling hours and caps also without an intent', async () => {
    const closed = await createRig({ CALLING_HOURS: 'Sun 00:00-24:00' });
    expect(spoken(await answer(closed, FORM))).toBe(SPOKEN['outside-hours']);
    const full = await createRig({ MAX_CONCURRENT_PER_AGENT: '1' });
    await intentOf(full);
    expect(spoken(await answer(full, FORM))).toBe(SPOKEN['cap-reached']);
  });

  it('of an agent who was removed meanwhile is refused', async () => {
    const rig = await createRig();
    const form = { ...FORM, 'X-PH-Intent': await intentOf(rig) };
    await rig.store.agents.remove('bob');
    expect(spoken(await answer(rig, form))).toBe(SPOKEN['unknown-agent']);
  });

  it('that Plivo asks about a hundred times is answered in the same bytes and counted once', async () => {
    const rig = await createRig();
    const forms = [
      { ...FORM, 'X-PH-Intent': await intentOf(rig) },
      { ...FORM, CallUUID: CALL_UUID.replace('a', 'b') },
      without(FORM, 'X-PH-Dest'),
    ];
    for (const form of forms) {
      const answers = new Set<string>();
      for (let time = 0; time < 100; time += 1) {
        rig.clock.time += 1_000;
        answers.add(await answer(rig, form));
      }
      expect([...answers]).toHaveLength(1);
    }
    expect(await rig.store.calls.recent(10)).toHaveLength(2);
  });
});

describe('a call from outside', () => {
  const OUTSIDE = { CallUUID: CALL_UUID, From: '442079460999', To: NUMBER, Direction: 'inbound' };
  const uri = (sub: string) => `<User>sip:${sub}_${AUTH_ID}@phone.plivo.com</User>`;
  const users = (xml: string) => xml.match(/<User>.*?<\/User>/g) ?? [];

  it('rings every agent at once and comes back when nobody answers', async () => {
    const rig = await createRig();
    const xml = await answer(rig, OUTSIDE);
    expect(users(xml)).toEqual([uri('ada0'), uri('bob0')]);
    expect(xml).toContain('callerId="442079460999"');
    expect(xml).toContain('timeout="30" action="https://calls.example.com/answer?ring=1"');
    const after = await rig.deliver('/answer?ring=1', { ...OUTSIDE, DialStatus: 'no-answer' });
    expect(spoken(await after.text())).toBe(SPOKEN['nobody-there']);
  });

  it('rings one after the other where that is wanted, in the order that is wanted', async () => {
    const rig = await createRig({
      RING_STRATEGY: 'in-order',
      INBOUND_AGENTS: 'bob, gone, ada',
      RING_TIMEOUT_SECONDS: '15',
    });
    const first = await answer(rig, OUTSIDE);
    expect(users(first)).toEqual([uri('bob0')]);
    expect(first).toContain('timeout="15" action="https://calls.example.com/answer?ring=1"');
    const busy = { ...OUTSIDE, DialStatus: 'busy' };
    expect(users(await (await rig.deliver('/answer?ring=1', busy)).text())).toEqual([uri('ada0')]);
    expect(spoken(await (await rig.deliver('/answer?ring=2', busy)).text())).toBe(SPOKEN['nobody-there']);
  });

  it('that was answered and is over rings nobody else', async () => {
    const rig = await createRig({ RING_STRATEGY: 'in-order' });
    const reply = await rig.deliver('/answer?ring=1', { ...OUTSIDE, DialStatus: 'completed' });
    expect(await reply.text()).toBe('<Response><Hangup/></Response>');
  });

  it.each(['-1', '1e99', 'x', '', '0.5'])('rings nobody by accident at the step %j', async (step) => {
    const rig = await createRig();
    const reply = await rig.deliver(`/answer?ring=${step}`, OUTSIDE);
    expect(reply.status).toBe(200);
  });

  it('to a number that is not ours is refused', async () => {
    const xml = await answer(await createRig(), { ...OUTSIDE, To: '442079460018' });
    expect(spoken(xml)).toBe(SPOKEN['not-ours']);
  });

  it('shows no number that it hides', async () => {
    const xml = await answer(await createRig(), { ...OUTSIDE, From: 'anonymous' });
    expect(xml).not.toContain('callerId');
  });
});
