/** How a call sounds, in a word. The arithmetic is src/call/mos.ts. */
import { gradeOf } from '../../call/mos.ts';
import type { QualityGrade, QualitySummary } from '../../call/quality.ts';
import type { WordKey } from '../words.ts';

export const GRADE_WORDS = {
  good: 'quality_good',
  fair: 'quality_fair',
  poor: 'quality_poor',
} satisfies Record<QualityGrade, WordKey>;

/** Lit bars of three. */
export const GRADE_BARS = { good: 3, fair: 2, poor: 1 } satisfies Record<QualityGrade, number>;

/** Of a whole call, on the same scale as its seconds. */
export function gradeOfSummary(summary: QualitySummary): QualityGrade {
  return gradeOf([{ ...summary, at: 0 }]);
}
