import { describe, expect, it } from 'vitest';
import { createManualClock } from '../fake/manualClock.ts';
import { createIceCap, HOST_GRACE_MS, RELAY_GRACE_MS } from './iceCap.ts';

const STUN = [{ urls: ['stun:stun.example.com'] }];
const TURN = [{ urls: ['stun:stun.example.com', 'turns:turn.example.com'] }];

function gathering(servers: Parameters<typeof createIceCap>[1]) {
  const clock = createManualClock();
  const listener = createIceCap(clock, servers);
  const newRound = () => {
    let readyCalls = 0;
    const ready = () => {
      readyCalls += 1;
    };
    return {
      finds: (type: string) => listener({ candidate: { type }, ready }),
      readyCalls: () => readyCalls,
    };
  };
  return { clock, newRound };
}

describe('waiting for ICE candidates', () => {
  it('ends shortly after the first host candidate', () => {
    const { clock, newRound } = gathering(STUN);
    const round = newRound();
    round.finds('host');
    clock.advance(HOST_GRACE_MS - 1);
    expect(round.readyCalls()).toBe(0);
    clock.advance(1);
    expect(round.readyCalls()).toBe(1);
  });

  it('is not prolonged by more host candidates', () => {
    const { clock, newRound } = gathering([]);
    const round = newRound();
    for (let i = 0; i < HOST_GRACE_MS; i += 1) {
      round.finds('host');
      clock.advance(1);
    }
    expect(round.readyCalls()).toBe(1);
  });

  it('ends at once with the public address that STUN found', () => {
    const round = gathering(STUN).newRound();
    round.finds('host');
    round.finds('srflx');
    expect(round.readyCalls()).toBe(1);
  });

  it('waits for the relay when TURN is configured, as nothing else may get through', () => {
    const { clock, newRound } = gathering(TURN);
    const round = newRound();
    round.finds('host');
    round.finds('srflx');
    clock.advance(HOST_GRACE_MS * 2);
    expect(round.readyCalls()).toBe(0);
    round.finds('relay');
    expect(round.readyCalls()).toBe(1);
  });

  it('does not wait for a relay that never comes', () => {
    const { clock, newRound } = gathering(TURN);
    const round = newRound();
    round.finds('host');
    clock.advance(RELAY_GRACE_MS);
    expect(round.readyCalls()).toBe(1);
  });

  it('says ready once, whatever comes later', () => {
    const { clock, newRound } = gathering(STUN);
    const round = newRound();
    round.finds('srflx');
    round.finds('host');
    round.finds('relay');
    clock.advance(10_000);
    expect(round.readyCalls()).toBe(1);
  });

  it('starts anew for a re-offer of the same call', () => {
    const { clock, newRound } = gathering(STUN);
    newRound().finds('srflx');
    const reOffer = newRound();
    reOffer.finds('host');
    expect(reOffer.readyCalls()).toBe(0);
    clock.advance(HOST_GRACE_MS);
    expect(reOffer.readyCalls()).toBe(1);
  });
});
