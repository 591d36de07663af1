/** The sound of a call at a glance: three bars and a word, never colour alone. Pressed, it opens the figures. */
import type { QualityGrade } from '../../call/quality.ts';
import { say } from '../words.ts';
import { GRADE_BARS, GRADE_WORDS } from './grades.ts';

type Props = { readonly grade: QualityGrade; readonly isOpen: boolean; readonly toggle: () => void };

const BARS = [1, 2, 3];

export function QualityButton({ grade, isOpen, toggle }: Props) {
  return (
    <button
      type="button"
      class={`quality ${grade}`}
      data-opens="quality"
      aria-expanded={isOpen}
      title={say('quality_show')}
      onClick={toggle}
    >
      <svg class="qualityBars" viewBox="0 0 15 12" aria-hidden="true" focusable="false">
        {BARS.map((bar) => (
          <rect
            key={bar}
            class={bar <= GRADE_BARS[grade] ? 'lit' : ''}
            x={(bar - 1) * 5 + 0.5}
            y={12 - bar * 4 + 0.5}
            width="3.5"
            height={bar * 4 - 1}
            rx="1"
          />
        ))}
      </svg>
      {say(GRADE_WORDS[grade])}
    </button>
  );
}
