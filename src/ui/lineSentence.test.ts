import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../call/failure.ts';
import type { Call, CallId } from '../call/state.ts';
import { ANNA, AT_PLIVO, READY, withLine } from './goodDay.ts';
import { lineSentence } from './lineSentence.ts';
import { say } from './words.ts';

const failed = (code: FailureCode) => withLine({ status: 'failed', failure: { code } });
const LIVE: Call = {
  id: '1' as CallId,
  direction: 'outgoing',
  remote: { e164: null, display: 'Karin' },
  status: 'live',
  muted: false,
  startedAt: 0,
};

describe('the line’s sentence', () => {
  it('asks somebody without an account to sign in, whatever the line does', () => {
    expect(lineSentence(READY, null).title).toBe(say('line_signed_out'));
  });

  it('never says ready before the host has spoken', () => {
    const { tone, title, detail } = lineSentence(null, ANNA);
    expect([tone, title, detail]).toEqual(['wait', say('line_starting'), 'anna@voice.example.com']);
  });

  it('says ready with the address that people call', () => {
    const { tone, title, detail, action } = lineSentence(READY, ANNA);
    expect([tone, title, detail, action]).toEqual([
      'go',
      say('line_ready'),
      'anna@voice.example.com',
      undefined,
    ]);
  });

  it('says that nobody may disturb, until there is more to say', () => {
    const quiet = { ...READY, doNotDisturb: true };
    expect(lineSentence(quiet, ANNA)).toMatchObject({ tone: 'wait', title: say('do_not_disturb') });
    expect(lineSentence({ ...quiet, calls: [LIVE] }, ANNA).title).toBe(say('line_on_call'));
    expect(lineSentence({ ...quiet, microphone: 'denied' }, ANNA).tone).toBe('stop');
  });

  it('says that a call is on while somebody speaks', () => {
    expect(lineSentence({ ...READY, calls: [LIVE] }, ANNA).title).toBe(say('line_on_call'));
  });

  it.each(['denied', 'missing'] as const)('is not ready with a microphone that is %s', (microphone) => {
    const { tone, action } = lineSentence({ ...READY, microphone }, ANNA);
    expect([tone, action?.does]).toEqual(['stop', 'fixMicrophone']);
  });

  it('connects the first time without alarm', () => {
    const { title, action } = lineSentence(withLine({ status: 'connecting', attempt: 1 }), ANNA);
    expect([title, action]).toEqual([say('line_connecting'), undefined]);
  });

  it('tells when it tries again, and offers now', () => {
    const state = withLine({ status: 'connecting', attempt: 2, retryAt: 4_000 });
    const { title, retryAt, action } = lineSentence(state, ANNA);
    expect([title, retryAt, action?.does]).toEqual([say('line_reconnecting'), 4_000, 'reconnect']);
  });

  it('says that the call goes on when the line is lost under it', () => {
    const state = { ...withLine({ status: 'connecting', attempt: 1 }), calls: [LIVE] };
    expect(lineSentence(state, ANNA).detail).toBe(say('line_call_goes_on'));
  });

  it.each([
    ['wrong-credentials', 'signIn'],
    ['microphone-denied', 'fixMicrophone'],
    ['server-unreachable', 'reconnect'],
    ['sign-in-expired', 'signIn'],
    ['server-unusable', 'signIn'],
    ['forbidden', 'reconnect'],
    ['unknown', 'reconnect'],
  ] as const)('offers after %s the step that helps: %s', (code, does) => {
    const { tone, action } = lineSentence(failed(code), ANNA);
    expect([tone, action?.does]).toEqual(['stop', does]);
  });

  it('names the server that vouches for the agent, until Plivo’s number is known', () => {
    expect(lineSentence(null, AT_PLIVO).detail).toBe('calls.example.com');
    const ready = withLine({ status: 'ready', identity: '+14155550100' });
    expect(lineSentence(ready, AT_PLIVO).detail).toBe('+14155550100');
  });

  it.each([
    ['Plivo', AT_PLIVO, 'line_plivo_refused'],
    ['the gateway', { ...AT_PLIVO, kind: 'gateway' } as const, 'line_gateway_refused'],
  ] as const)(
    'asks for no password where there is none: what %s refuses is the administrator’s to mend',
    (_, account, word) => {
      const { title, action } = lineSentence(failed('wrong-credentials'), account);
      expect([title, action?.does]).toEqual([say(word), 'reconnect']);
    },
  );
});
