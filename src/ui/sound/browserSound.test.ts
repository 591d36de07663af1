import { expect, it } from 'vitest';
import { rootMeanSquare } from './browserSound.ts';

it('measures silence as nothing, and a full wave by its mean', () => {
  expect(rootMeanSquare(new Float32Array(0))).toBe(0);
  expect(rootMeanSquare(new Float32Array(8))).toBe(0);
  expect(rootMeanSquare(Float32Array.of(0.5, -0.5, 0.5, -0.5))).toBeCloseTo(0.5);
});
