import { describe, expect, test } from 'vitest';
import { newCallId } from '../call/callId.ts';
import { type Call, type CallStatus, initialState, type PhoneState } from '../call/state.ts';
import { badgeOf, paintBadge } from './badge.ts';

const ready: PhoneState = {
  ...initialState('host-1'),
  line: { status: 'ready', identity: 'ada@sip.example' },
};

function call(status: CallStatus): Call {
  return {
    id: newCallId(),
    direction: 'outgoing',
    remote: { e164: null, display: 'desk' },
    status,
    muted: false,
    startedAt: 0,
  };
}

describe('the badge', () => {
  test.each<[string, PhoneState | null, string, string]>([
    ['without a host', null, '', 'Offhook · Not connected'],
    ['of a line that is offline', initialState('host-1'), '', 'Offhook · Not connected'],
    ['of a ready line', ready, '', 'Offhook · Ready'],
    [
      'of a first connection',
      { ...ready, line: { status: 'connecting', attempt: 1 } },
      '…',
      'Offhook · Connecting…',
    ],
    [
      'of a lost line',
      { ...ready, line: { status: 'connecting', attempt: 3 } },
      '…',
      'Offhook · Reconnecting…',
    ],
    [
      'of refused credentials',
      { ...ready, line: { status: 'failed', failure: { code: 'wrong-credentials' } } },
      '!',
      'Offhook · Wrong user or password',
    ],
    ['of a blocked microphone', { ...ready, microphone: 'denied' }, '!', 'Offhook · Microphone blocked'],
    ['of a missing microphone', { ...ready, microphone: 'missing' }, '!', 'Offhook · No microphone found'],
    ['in a call', { ...ready, calls: [call('live')] }, '●', 'Offhook · On a call'],
    ['in two calls', { ...ready, calls: [call('held'), call('live')] }, '2', 'Offhook · On a call'],
    ['after a call', { ...ready, calls: [call('ended')] }, '', 'Offhook · Ready'],
  ])('%s', (_, state, text, title) => {
    expect(badgeOf(state)).toMatchObject({ text, title });
  });

  test('shows the call even while its line is lost', () => {
    const lost: PhoneState = { ...ready, line: { status: 'connecting', attempt: 2 }, calls: [call('live')] };
    expect(badgeOf(lost).text).toBe('●');
  });

  test('is painted as text, colour and title', async () => {
    const painted: object[] = [];
    const note = async (details: object) => void painted.push(details);
    await paintBadge({ setBadgeText: note, setBadgeBackgroundColor: note, setTitle: note }, ready);
    expect(painted).toEqual([
      { text: '' },
      { color: expect.stringMatching(/^#/) },
      { title: 'Offhook · Ready' },
    ]);
  });
});
