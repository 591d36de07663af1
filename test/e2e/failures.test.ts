/** Every way in which a call does not happen ends in a named failure with its own sentence, and nothing is dialled twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../demo/desk.ts';
import words from '../../locales/en.json' with { type: 'json' };
import { callThat, dial, hangUp, openRig, type Rig } from './rig.ts';

describe('a call that does not happen', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig();
  });
  afterAll(() => rig?.close());

  const invites = (number: string) =>
    new Set(
      rig.demo.exchange
        .received()
        .filter(({ method, uri }) => method === 'INVITE' && uri.includes(number.slice(1)))
        .map(({ callId }) => callId),
    ).size;

  const refusals = [
    ['busy', '+14155550186', 'busy'],
    ['refused', '+14155550103', 'declined'],
    ['not found', '+14155550104', 'not-found'],
    ['not available', '+14155550150', 'unavailable'],
  ] as const;

  it.each(refusals)(
    'ends as named when the far side is %s, with one INVITE and a sentence',
    async (_what, number, code) => {
      const id = await dial(rig, number);
      const call = await callThat(rig, id, 'the end', ({ status }) => status === 'ended');
      expect(call.failure?.code).toBe(code);
      expect(invites(number)).toBe(1);

      const sentence = words[`failure_${code.replace('-', '_')}` as keyof typeof words];
      await rig.popup.getByText(sentence).first().waitFor();
    },
  );

  it('stops ringing when the agent gives up, and says who ended it', async () => {
    const id = await dial(rig, '+14155550180');
    await callThat(rig, id, 'ringing', ({ status }) => status === 'ringing');
    await hangUp(rig, id);
    const call = await callThat(rig, id, 'the end', ({ status }) => status === 'ended');
    expect(call.endedBy).toBe('local');
    await rig.demo.exchange.waitFor(({ method }) => method === 'CANCEL', AbortSignal.timeout(5_000));
  });

  it('dials once when the same command comes twice', async () => {
    const command = {
      type: 'dial',
      callId: crypto.randomUUID(),
      remote: { e164: '+14155550142', display: '+1 415 555 0142' },
    };
    const { desk, popup } = rig;
    await Promise.all([1, 2, 3].map(() => desk.ask(popup, { type: 'command', command })));
    await desk.until(popup, 'an answer', ({ calls }) => calls.some(({ status }) => status === 'live'));
    await desk.ask(popup, { type: 'command', command });
    expect(invites('+14155550142')).toBe(1);
    await desk.ask(popup, { type: 'command', command: { type: 'hangUp', callId: command.callId } });
    await desk.until(popup, 'the end', ({ calls }) => calls.every(({ status }) => status === 'ended'));
  });
});

describe('a line that does not come up', () => {
  it('names a wrong password and keeps the form', async () => {
    const rig = await openRig({ signedIn: false });
    try {
      await signIn(rig.popup, { ...rig.demo.credentials, password: 'not-the-password' });
      const { line } = await rig.desk.until(
        rig.popup,
        'a failed line',
        ({ line }) => line.status === 'failed',
      );
      expect(line).toMatchObject({ failure: { code: 'wrong-credentials' } });
      await rig.popup.getByText(words.sign_in_failed_credentials).first().waitFor();
      expect(await rig.popup.getByLabel('User').inputValue()).toBe(rig.demo.credentials.user);
    } finally {
      await rig.close();
    }
  });

  it('names a server that is down, and refuses to dial without touching the network', async () => {
    const rig = await openRig({ signedIn: false });
    try {
      await signIn(rig.popup, { ...rig.demo.credentials, server: 'ws://127.0.0.1:9' });
      const { line } = await rig.desk.until(
        rig.popup,
        'a failed line',
        ({ line }) => line.status === 'failed',
      );
      expect(line).toMatchObject({ failure: { code: 'server-unreachable' } });
      await rig.popup.getByText(words.sign_in_failed_server).first().waitFor();
      await expect(dial(rig, '+14155550142')).rejects.toThrow(/server-unreachable|line-not-ready/);
    } finally {
      await rig.close();
    }
  });

  it('ends a call before any INVITE when the microphone is refused', async () => {
    const rig = await openRig({ microphone: false });
    try {
      const id = await dial(rig, '+14155550142');
      const call = await callThat(rig, id, 'the end', ({ status }) => status === 'ended');
      expect(call.failure?.code).toBe('microphone-denied');
      await rig.popup.getByText(words.failure_microphone_denied).first().waitFor();
      expect(rig.demo.exchange.received().filter(({ method }) => method === 'INVITE')).toEqual([]);
    } finally {
      await rig.close();
    }
  });
});
