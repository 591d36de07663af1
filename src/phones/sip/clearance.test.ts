import { describe, expect, test } from 'vitest';
import { createClearance } from './clearance.ts';

const invite = (callId: string) =>
  `INVITE sip:+14155550142@example.com SIP/2.0\r\nCall-ID: ${callId}\r\n\r\n`;

function waitingFor(callId: string) {
  const clearance = createClearance();
  const journal = Promise.withResolvers<boolean>();
  const sent: string[] = [];
  const call = { isUp: true };
  clearance.watch(callId, () => call.isUp, journal.promise);
  const say = (message: string) => {
    const send = () => {
      if (!clearance.takes(message, send)) sent.push(message);
    };
    send();
  };
  return { clearance, journal, sent, say, call };
}

describe('an INVITE whose call is not on disk yet', () => {
  test('waits, and goes once when it is', async () => {
    const { journal, sent, say } = waitingFor('one');
    say(invite('one'));
    expect(sent).toEqual([]);
    journal.resolve(true);
    await expect.poll(() => sent).toEqual([invite('one')]);
  });

  test('never goes when the call was ended before', async () => {
    const { journal, sent, say } = waitingFor('one');
    say(invite('one'));
    journal.resolve(false);
    await journal.promise;
    say(invite('two'));
    expect(sent).toEqual([invite('two')]);
  });

  test('never answers a challenge once its call was hung up', async () => {
    const { journal, sent, say, call } = waitingFor('one');
    say(invite('one'));
    journal.resolve(true);
    await expect.poll(() => sent.length).toBe(1);
    call.isUp = false;
    say(invite('one'));
    expect(sent.length).toBe(1);
  });

  test('never goes when its call was hung up while it waited', async () => {
    const { journal, sent, say, call } = waitingFor('one');
    say(invite('one'));
    call.isUp = false;
    journal.resolve(true);
    await journal.promise;
    await Promise.resolve();
    expect(sent).toEqual([]);
  });

  test('never goes when the clearance failed', async () => {
    const { journal, sent, say } = waitingFor('one');
    say(invite('one'));
    journal.reject(new Error('gone'));
    await expect(journal.promise).rejects.toThrow('gone');
    expect(sent).toEqual([]);
  });

  test('holds up nothing else: other calls and other requests go at once', () => {
    const { sent, say } = waitingFor('one');
    const options = invite('one').replace('INVITE', 'OPTIONS');
    say(invite('two'));
    say(options);
    expect(sent).toEqual([invite('two'), options]);
  });

  test('has not left before that, and is known to have afterwards', async () => {
    const { clearance, journal, say, sent } = waitingFor('one');
    say(invite('one'));
    expect(clearance.hasSent('one')).toBe(false);
    journal.resolve(true);
    await expect.poll(() => sent.length).toBe(1);
    expect(clearance.hasSent('one')).toBe(true);
    expect(clearance.hasSent('of long ago')).toBe(true);
  });

  test('is followed by its second one, with the digest answer, without a wait', async () => {
    const { journal, sent, say } = waitingFor('one');
    say(invite('one'));
    journal.resolve(true);
    await expect.poll(() => sent.length).toBe(1);
    say(invite('one'));
    expect(sent.length).toBe(2);
  });
});
