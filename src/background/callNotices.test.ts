// Notifications for calls that ring: which are up, and what a press on them means.
import { describe, expect, test } from 'vitest';
import { newCallId } from '../call/callId.ts';
import { type AccountId, type Call, type CallStatus, initialState, type PhoneState } from '../call/state.ts';
import { toE164 } from '../numbers/e164.ts';
import { createCallNotices, isCallNotice, type Notice, pressed } from './callNotices.ts';

const accountId = 'desk' as AccountId;

function call(status: CallStatus, name?: string): Call {
  return {
    id: newCallId(),
    direction: 'incoming',
    remote: { e164: toE164('+442079460018'), display: 'x', ...(name !== undefined && { name }) },
    status,
    muted: false,
    startedAt: 0,
    accountId,
  };
}

const stateOf = (...calls: Call[]): PhoneState => ({ ...initialState('host-1'), calls });

/** The browser's side: what is up, in the order in which it came. */
function fakeTray(already: Record<string, Notice> = {}) {
  const up = new Map(Object.entries(already));
  const said: string[] = [];
  return {
    up,
    said,
    api: {
      shown: async () => [...up.keys()],
      show: async (id: string, notice: Notice) => {
        said.push(`show ${id}`);
        up.set(id, notice);
      },
      clear: async (id: string) => void up.delete(id),
    },
  };
}

const wanted = async () => true;

describe('a call that rings', () => {
  test('is shown with who it is, its number as people read it, and two buttons', async () => {
    const tray = fakeTray();
    const ringing = call('offered', 'Ada Fielding');
    await createCallNotices(tray.api, wanted).follow(stateOf(ringing));
    expect([...tray.up]).toEqual([
      [
        `call:${ringing.id}`,
        {
          title: 'Ada Fielding',
          message: 'Incoming call · +44 20 7946 0018',
          buttons: ['Answer', 'Decline'],
        },
      ],
    ]);
  });

  test('without a name is shown with its number', async () => {
    const tray = fakeTray();
    await createCallNotices(tray.api, wanted).follow(stateOf(call('offered')));
    const [notice] = tray.up.values();
    expect(notice).toMatchObject({ title: '+44 20 7946 0018', message: 'Incoming call' });
  });

  test('is shown once, whatever else changes, also by two snapshots at once', async () => {
    const tray = fakeTray();
    const state = stateOf(call('offered'));
    const notices = createCallNotices(tray.api, wanted);
    await Promise.all([notices.follow(state), notices.follow(state)]);
    expect(tray.said).toHaveLength(1);
  });

  test('is shown once also when the worker has slept in between', async () => {
    const tray = fakeTray();
    const state = stateOf(call('offered'));
    await createCallNotices(tray.api, wanted).follow(state);
    await createCallNotices(tray.api, wanted).follow(state);
    expect(tray.said).toHaveLength(1);
  });

  test.each<CallStatus>(['live', 'ended'])('is taken away when it is %s', async (status) => {
    const tray = fakeTray();
    const notices = createCallNotices(tray.api, wanted);
    const ringing = call('offered');
    await notices.follow(stateOf(ringing));
    await notices.follow(stateOf({ ...ringing, status }));
    expect(tray.up.size).toBe(0);
  });

  test('is not shown where nobody wants notifications', async () => {
    const tray = fakeTray();
    await createCallNotices(tray.api, async () => false).follow(stateOf(call('offered')));
    expect(tray.up.size).toBe(0);
  });

  test('leaves a notification of something else where it is', async () => {
    const tray = fakeTray({ text: { title: 'Offhook', message: '', buttons: [] } });
    await createCallNotices(tray.api, wanted).follow(stateOf());
    expect([...tray.up.keys()]).toEqual(['text']);
  });

  test('whose notification could not be shown does not keep the next one back', async () => {
    const tray = fakeTray();
    let fails = true;
    const show = async (id: string, notice: Notice) => {
      if (fails) throw new Error('no room');
      await tray.api.show(id, notice);
    };
    const notices = createCallNotices({ ...tray.api, show }, wanted);
    const state = stateOf(call('offered'));
    await expect(notices.follow(state)).rejects.toThrow('no room');
    fails = false;
    await notices.follow(state);
    expect(tray.up.size).toBe(1);
  });
});

describe('a press', () => {
  const ringing = call('offered');
  const id = `call:${ringing.id}`;
  test('on Answer answers, on Decline declines', () => {
    expect(pressed(stateOf(ringing), id, 0)).toEqual({ type: 'answer', callId: ringing.id });
    expect(pressed(stateOf(ringing), id, 1)).toEqual({ type: 'hangUp', callId: ringing.id });
  });

  test.each<CallStatus>(['live', 'held', 'ended'])(
    'that comes when the call is %s does nothing',
    (status) => {
      const state = stateOf({ ...ringing, status });
      expect([pressed(state, id, 0), pressed(state, id, 1)]).toEqual([null, null]);
    },
  );

  test('never declines by the first button, also when the call cannot be answered now', () => {
    const talking = { ...call('live'), accountId: 'other' as AccountId };
    expect(pressed(stateOf(talking, ringing), id, 0)).toBeNull();
  });

  test('on a notification of nothing, or a third button, does nothing', () => {
    expect(pressed(stateOf(ringing), 'text', 0)).toBeNull();
    expect(pressed(stateOf(ringing), id, 2)).toBeNull();
    expect(isCallNotice('text')).toBe(false);
    expect(isCallNotice(id)).toBe(true);
  });
});
