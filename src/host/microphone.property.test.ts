import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRoomLog } from '../log.ts';
import { FakeDevices, refuse } from './fakeDevices.ts';
import { createMicrophone, type MicrophoneDeps, type Wish } from './microphone.ts';
import { settled } from './rehearsal.ts';

type Step = 'open' | 'close' | 'wish' | 'pullOut' | 'refuse' | 'allow' | 'settle';
const STEPS: readonly Step[] = ['open', 'close', 'wish', 'pullOut', 'refuse', 'allow', 'settle'];

/** A microphone among fakes, and what may happen to it. */
function rehearse() {
  const devices = new FakeDevices();
  const alive = () => devices.tracks.filter(({ readyState }) => readyState === 'live');
  const given: MediaStream[] = [];
  let wish: Wish = { deviceId: '', identity: 'a', noiseSuppression: true, echoCancellation: true };
  const mine = createMicrophone(
    {
      devices: devices as unknown as MicrophoneDeps['devices'],
      permissions: devices as unknown as MicrophoneDeps['permissions'],
      wish: () => wish,
      report: () => {},
      switched: async (stream) => {
        given.push(stream);
        return true;
      },
      log: createRoomLog('host', () => {}),
    },
    new AbortController().signal,
  );
  const acts: Record<Step, () => unknown> = {
    open: () => void mine.open(),
    close: () => mine.close(),
    wish() {
      wish = { ...wish, deviceId: wish.deviceId ? '' : 'b', identity: wish.deviceId ? 'a' : 'b' };
      void mine.renew();
    },
    pullOut() {
      alive().at(-1)?.end();
    },
    refuse() {
      devices.answer = refuse('NotReadableError');
    },
    allow() {
      devices.answer = async () => devices.stream();
    },
    settle: settled,
  };
  return { mine, acts, alive, given };
}

const steps = fc.array(fc.constantFrom(...STEPS), { maxLength: 40 });

test('whatever happens, nothing is left open when it is closed', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (course) => {
      const { mine, acts, alive } = rehearse();
      for (const step of course) await acts[step]();
      mine.close();
      await settled();
      expect([alive(), mine.current()]).toEqual([[], null]);
    }),
  );
});

test('whatever happened, one that is opened is the only one that is, and a call that was up has it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (course) => {
      const { mine, acts, alive, given } = rehearse();
      const first = await mine.open();
      for (const step of course.filter((one) => one !== 'close')) await acts[step]();
      await settled();
      acts.allow();
      await mine.renew();
      const opened = await mine.open();
      await settled();
      expect(alive()).toHaveLength(1);
      expect(opened).toMatchObject({ ok: true, stream: mine.current() });
      const has = given.at(-1) ?? (first.ok && first.stream);
      expect(has).toBe(mine.current());
    }),
  );
});
