// Measures how calls sound, from the first that is answered on: what does it is loaded then, after the first words could
// be said. What is measured is quality.ts.
import type { QualitySecond } from '../call/quality.ts';
import type { CallId } from '../call/state.ts';
import type { RoomLog } from '../log.ts';
import type { QualityDeps, QualityWatch } from './quality.ts';

export type MeasuringDeps = Pick<QualityDeps, 'store' | 'phoneOf' | 'clock'> & {
  /** What the microphone gives now. */
  readonly microphone: () => MediaStream | null;
  /** A context that needs no loudspeaker. */
  readonly openAudio: () => AudioContext;
  readonly log: RoomLog;
};

/** The last two minutes of a call, second by second, oldest first. */
export type SecondsOf = (callId: CallId) => readonly QualitySecond[];

export function followQuality(deps: MeasuringDeps): SecondsOf {
  const { store, log } = deps;
  let watch: QualityWatch | null = null;
  let isLoading = false;

  const load = async () => {
    const [{ watchQuality }, { createLevelMeter }] = await Promise.all([
      import('./quality.ts'),
      import('./level.ts'),
    ]);
    const meter = createLevelMeter(deps.openAudio);
    const voice = () => {
      let level: number | undefined;
      log.guard('listen to the microphone', () => {
        level = meter.read(deps.microphone());
      });
      return level;
    };
    watch = watchQuality({ ...deps, voice, rest: meter.close });
  };

  store.watch(({ calls }) => {
    if (isLoading || !calls.some(({ status }) => status === 'live')) return;
    isLoading = true;
    load().catch((error: unknown) => {
      isLoading = false;
      log.warn('measure the quality', error);
    });
  });
  return (callId) => watch?.secondsOf(callId) ?? [];
}
