/** The figures of a call, each second: a drawing of the last two minutes, and the same in words. Fetched on demand. */
import { useEffect, useState } from 'preact/hooks';
import type { QualitySecond } from '../../call/quality.ts';
import type { CallId } from '../../call/state.ts';
import type { ScreenModel } from '../screenModel.ts';
import { say, type WordKey } from '../words.ts';
import { extremesOf, type Figure, HEIGHT, heightOf, pathOf, WIDTH } from './qualityDrawing.ts';

type Props = { readonly model: Pick<ScreenModel, 'ask'>; readonly callId: CallId };
type Row = {
  readonly figure: Figure;
  readonly word: WordKey;
  readonly threshold: number;
  readonly write: (value: number) => string;
};

const ms = (value: number) => say('quality_ms', String(Math.round(value)));

/** Thresholds as in src/call/quality.ts: where a warning begins. */
const ROWS: readonly Row[] = [
  { figure: 'mos', word: 'quality_mos', threshold: 3.5, write: (value) => value.toFixed(1) },
  { figure: 'rttMs', word: 'quality_rtt', threshold: 400, write: ms },
  { figure: 'jitterMs', word: 'quality_jitter', threshold: 30, write: ms },
  { figure: 'lossPercent', word: 'quality_loss', threshold: 1, write: (value) => `${value.toFixed(1)} %` },
];

const EACH_MS = 1_000;

export function QualityDetails({ model, callId }: Props) {
  const seconds = useSeconds(model, callId);
  if (seconds === null) return <p class="hint qualityDetails">{say('loading')}</p>;
  if (seconds.length === 0) return <p class="hint qualityDetails">{say('quality_none')}</p>;
  return (
    <section class="qualityDetails" aria-label={say('quality_details')}>
      <p class="hint">{say('quality_details')}</p>
      <dl>
        {ROWS.map((row) => (
          <Line key={row.figure} row={row} seconds={seconds} />
        ))}
      </dl>
    </section>
  );
}

function Line({ row, seconds }: { readonly row: Row; readonly seconds: readonly QualitySecond[] }) {
  const { figure, word, threshold, write } = row;
  const found = extremesOf(seconds, figure);
  if (!found) return null;
  const { now, least, most } = found;
  const height = heightOf(seconds, figure, threshold);
  return (
    <div class="qualityLine">
      <dt>{say(word)}</dt>
      <dd class="number">
        <b>{write(now)}</b>
        <span class="hint">{say('quality_between', write(least), write(most))}</span>
      </dd>
      <dd class="qualityDrawing">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="threshold" d={`M0 ${height.toFixed(1)}H${WIDTH}`} />
          <path class="drawn" d={pathOf(seconds, figure)} />
        </svg>
      </dd>
    </div>
  );
}

/** null until the first answer. */
function useSeconds({ ask }: Pick<ScreenModel, 'ask'>, callId: CallId): readonly QualitySecond[] | null {
  const [seconds, setSeconds] = useState<readonly QualitySecond[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const look = async () => {
      const reply = await ask<'getQuality'>({ type: 'getQuality', callId });
      if (isCurrent) setSeconds((before) => (reply.ok ? (reply.value ?? []) : (before ?? [])));
    };
    void look();
    const timer = setInterval(() => void look(), EACH_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [ask, callId]);
  return seconds;
}
