import { describe, expect, it } from 'vitest';
import { endOf, failureOfReason, failureOfStatus } from './causes.ts';

describe('the reason of a BYE', () => {
  it('that is a failure on the way is one, with what it says', () => {
    expect(failureOfReason('SIP;cause=503;text="Media Relay Lost"')).toEqual({
      code: 'media-failed',
      detail: 'SIP 503 Media Relay Lost',
    });
    expect(failureOfReason('SIP ;cause=500')).toEqual({ code: 'media-failed', detail: 'SIP 500' });
  });

  it.each([
    undefined,
    '',
    'Q.850;cause=16;text="Normal call clearing"',
    'SIP;cause=200;text="Call completed"',
    '503',
  ])('%s is an ordinary end', (reason) => {
    expect(failureOfReason(reason)).toBeNull();
  });
});

describe('a final SIP status', () => {
  it.each([
    [486, 'busy'],
    [600, 'busy'],
    [403, 'declined'],
    [603, 'declined'],
    [404, 'not-found'],
    [484, 'not-found'],
    [604, 'not-found'],
    [480, 'no-answer'],
    [487, 'no-answer'],
    [410, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [488, 'media-failed'],
    [606, 'media-failed'],
    [401, 'wrong-credentials'],
    [407, 'wrong-credentials'],
    [420, 'unknown'],
    [302, 'unknown'],
  ])('%i is %s', (status, code) => {
    expect(failureOfStatus(status).code).toBe(code);
  });

  it('408 is no answer after ringing, and an unavailable far side before', () => {
    expect(failureOfStatus(408, '', true).code).toBe('no-answer');
    expect(failureOfStatus(408, '', false).code).toBe('unavailable');
  });

  it('keeps what the server said for the log', () => {
    expect(failureOfStatus(488, 'Not Acceptable Here').detail).toBe('SIP 488 Not Acceptable Here');
  });
});

describe('the end of a session', () => {
  it.each([
    ['local', 'Terminated', 'local'],
    ['remote', 'Terminated', 'remote'],
    ['local', 'Canceled', 'local'],
    ['remote', 'Canceled', 'remote'],
    ['local', 'Rejected', 'local'],
    ['local', 'No Answer', 'remote'],
    ['system', 'Expires', 'remote'],
  ])('%s %s is an ordinary end by the %s side', (originator, cause, by) => {
    expect(endOf({ originator, cause, rang: true })).toEqual({ by });
  });

  it.each([
    ['Connection Error', 'server-unreachable'],
    ['Request Timeout', 'server-unreachable'],
    ['RTP Timeout', 'media-failed'],
    ['Bad Media Description', 'media-failed'],
    ['User Denied Media Access', 'microphone-denied'],
    ['Internal Error', 'unknown'],
    ['Something New', 'unknown'],
  ])('%s fails as %s and keeps the words', (cause, code) => {
    expect(endOf({ originator: 'system', cause, rang: false }).failure).toEqual({ code, detail: cause });
  });

  it('goes by the status where there is one', () => {
    const end = { originator: 'remote', cause: 'Rejected', status: 603, reason: 'Decline', rang: true };
    expect(endOf(end)).toEqual({ by: 'remote', failure: { code: 'declined', detail: 'SIP 603 Decline' } });
  });
});
