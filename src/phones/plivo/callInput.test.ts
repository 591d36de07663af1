import { describe, expect, it } from 'vitest';
import { rehearse } from './rehearsal.ts';

const other = {} as MediaStream;

describe('another microphone', () => {
  it('that is chosen while our server is asked is the one that the call is placed with', async () => {
    const { phone, sdk, ready, dial, advance } = await rehearse();
    await ready();
    const callId = dial('+14155550142');
    await phone.setInput(callId, other);
    await advance(50);
    expect(sdk.asked).toContain('call 14155550100');
    expect(sdk.input).toBe(other);
  });

  it('is sent in a live call, and not to a call that is over', async () => {
    const { phone, sdk, ready, dial, advance } = await rehearse();
    await ready();
    const callId = dial('+14155550142');
    await advance(200);
    sdk.far.answer();
    await phone.setInput(callId, other);
    expect(sdk.input).toBe(other);
    phone.hangUp(callId);
    await expect(phone.setInput(callId, other)).rejects.toThrow('over');
    expect(sdk.input).toBeNull();
  });

  it('is not sent before an offered call is answered, which says itself what is sent', async () => {
    const { phone, sdk, ready, reported, advance } = await rehearse();
    await ready();
    sdk.far.call();
    const offer = reported.find((event) => event.type === 'callOffered');
    if (offer?.type !== 'callOffered') throw new Error('no offer');
    await phone.setInput(offer.callId, other);
    expect(sdk.input).toBeNull();
    const answeredWith = { getTracks: () => [] } as unknown as MediaStream;
    phone.answer(offer.callId, answeredWith);
    await advance(100);
    expect(sdk.input).toBe(answeredWith);
  });
});

describe('digits', () => {
  it('are not given to the SDK while its socket is down, nor is the rest of a code when it is back', async () => {
    const { phone, sdk, ready, dial, advance } = await rehearse();
    await ready();
    const callId = dial('+14155550142');
    await advance(200);
    sdk.far.answer();
    phone.sendDigits(callId, '1,23');
    sdk.socket.close();
    await advance(5_000);
    sdk.socket.register();
    await advance(5_000);
    expect(sdk.asked.filter((each) => each.startsWith('digit'))).toEqual(['digit 1']);
    phone.sendDigits(callId, '4');
    expect(sdk.asked.at(-1)).toBe('digit 4');
  });
});
