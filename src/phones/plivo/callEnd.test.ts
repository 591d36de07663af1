import { describe, expect, it } from 'vitest';
import { callEnd, loginFailure } from './callEnd.ts';

const INFO = { direction: 'outgoing', reason: 'none', code: -1 };

describe('how a call ended', () => {
  it.each([
    ['Busy', 'busy'],
    ['Rejected', 'declined'],
    ['Not Found', 'not-found'],
    ['Address Incomplete', 'not-found'],
    ['Incompatible SDP', 'media-failed'],
    ['SIP Failure Code', 'unavailable'],
    ['Authentication Error', 'wrong-credentials'],
    ['Request Timeout', 'server-unreachable'],
    ['something new', 'unknown'],
  ])('%s from the far side is %s', (cause, code) => {
    expect(callEnd(cause, 'remote', INFO, false)).toMatchObject({ by: 'remote', failure: { code } });
  });

  it('tells a number that rang in vain from one that could not be reached', () => {
    expect(callEnd('Unavailable', 'remote', INFO, true).failure?.code).toBe('no-answer');
    expect(callEnd('Unavailable', 'remote', INFO, false).failure?.code).toBe('unavailable');
  });

  it('is no failure when somebody hung up, declined here, or gave up', () => {
    expect(callEnd('Terminated', 'remote', INFO, true)).toEqual({ by: 'remote' });
    expect(callEnd('Terminated', 'local', INFO, true)).toEqual({ by: 'local' });
    expect(callEnd('Rejected', 'local', INFO, true)).toEqual({ by: 'local' });
    expect(callEnd('Canceled', 'remote', INFO, true)).toEqual({ by: 'remote' });
  });

  it('keeps the carrier’s reason for the log', () => {
    const info = { ...INFO, reason: 'USER_BUSY', code: 17 };
    expect(callEnd('Busy', 'remote', info, true).failure?.detail).toBe('Busy: USER_BUSY (17)');
  });
});

describe('why a login failed', () => {
  it.each([
    ['ACCESS_TOKEN_EXPIRED', 'wrong-credentials'],
    ['RELOGIN_FAILED_INVALID_TOKEN', 'wrong-credentials'],
    ['Authentication Error', 'wrong-credentials'],
    ['MAX_ALLOWED_LOGIN_REACHED', 'unavailable'],
    ['Connection Error', 'server-unreachable'],
    ['Cannot login when there is no internet', 'server-unreachable'],
  ])('%s is %s', (reason, code) => {
    expect(loginFailure(reason)).toEqual({ code, detail: reason });
  });

  it('is nothing when a second login was tried during a call: the first one stands', () => {
    expect(loginFailure('Cannot login when there is an ongoing call')).toBeNull();
  });
});
