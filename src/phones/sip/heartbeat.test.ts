import { describe, expect, it } from 'vitest';
import { createManualClock } from '../fake/manualClock.ts';
import { createHeartbeat, PING_EVERY_MS, PONG_WITHIN_MS, PROBE_WITHIN_MS, SLEPT_MS } from './heartbeat.ts';

function beating() {
  const clock = createManualClock();
  const seen = { pings: 0, lost: [] as string[] };
  const heartbeat = createHeartbeat({
    clock,
    ping: () => {
      seen.pings += 1;
    },
    lost: (why) => seen.lost.push(why),
  });
  heartbeat.start();
  return { clock, heartbeat, seen };
}

describe('the heartbeat', () => {
  it('asks every 10 s and is content with any answer', () => {
    const { clock, heartbeat, seen } = beating();
    for (let beat = 0; beat < 5; beat += 1) {
      clock.advance(PING_EVERY_MS);
      heartbeat.heard();
    }
    expect(seen).toEqual({ pings: 5, lost: [] });
  });

  it('gives up on a silent socket within 15 s, once', () => {
    const { clock, seen } = beating();
    clock.advance(15_000);
    expect(seen).toEqual({ pings: 1, lost: ['silent'] });
    clock.advance(60_000);
    expect(seen.lost).toHaveLength(1);
  });

  it('takes an answer in the last moment', () => {
    const { clock, heartbeat, seen } = beating();
    clock.advance(PING_EVERY_MS + PONG_WITHIN_MS - 1);
    heartbeat.heard();
    clock.advance(PONG_WITHIN_MS);
    expect(seen.lost).toEqual([]);
  });

  it('renews the socket after a sleep of the computer without asking it', () => {
    const clock = createManualClock();
    let sleptMs = 0;
    const lost: string[] = [];
    const heartbeat = createHeartbeat({
      clock: { now: () => clock.now() + sleptMs, after: clock.after },
      ping: () => {},
      lost: (why) => lost.push(why),
    });
    heartbeat.start();
    sleptMs = SLEPT_MS + 1;
    // At once, and not when the wait that the sleep interrupted is over.
    clock.advance(2_000);
    expect(lost).toEqual(['slept']);
  });

  it('asks at once when told to, but not twice, and is less patient then', () => {
    const { heartbeat, seen, clock } = beating();
    heartbeat.probe();
    heartbeat.probe();
    expect(seen.pings).toBe(1);
    clock.advance(PROBE_WITHIN_MS);
    expect(seen.lost).toEqual(['silent']);
  });

  it('is quiet once stopped', () => {
    const { clock, heartbeat, seen } = beating();
    heartbeat.stop();
    clock.advance(120_000);
    expect(seen).toEqual({ pings: 0, lost: [] });
  });
});
