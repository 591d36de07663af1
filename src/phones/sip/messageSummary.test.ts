import { describe, expect, it } from 'vitest';
import { parseMessageSummary } from './messageSummary.ts';

describe('a message summary', () => {
  it('says whether messages wait and how many nobody heard yet', () => {
    const body =
      'Messages-Waiting: yes\r\nMessage-Account: sip:agent@vm.example.com\r\nVoice-Message: 2/8 (0/2)\r\n';
    expect(parseMessageSummary(body)).toEqual({ waiting: true, fresh: 2 });
  });

  it('need not count them', () => {
    expect(parseMessageSummary('Messages-Waiting: no\r\n')).toEqual({ waiting: false });
    expect(parseMessageSummary('messages-waiting : YES\nFax-Message: 3/0')).toEqual({ waiting: true });
  });

  it.each(['', 'Voice-Message: 2/8', 'Messages-Waiting: perhaps', 'X-Messages-Waiting: yes', '<xml/>'])(
    'that says nothing of the kind is none: %j',
    (body) => {
      expect(parseMessageSummary(body)).toBeNull();
    },
  );

  it('does not believe in a count that no mailbox holds', () => {
    expect(parseMessageSummary(`Messages-Waiting: yes\r\nVoice-Message: ${'9'.repeat(400)}/0`)).toEqual({
      waiting: true,
    });
  });
});
