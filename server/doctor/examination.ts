/** What a check is given: the configuration, ways to the outside, and what the checks before it learned. */
import type { Config } from '../config.ts';
import type { PlivoApi } from '../plivo/api.ts';

export type Clock = { now(): number };

export type Examination = {
  readonly config: Config;
  readonly plivo: PlivoApi;
  readonly clock: Clock;
  /** How long the outside has to answer. */
  readonly timeoutMs: number;
  /** The token that was made, once it was. */
  token: string | null;
};

/** Whom the doctor's token is for. No agent has this name, so what is done with it counts for nobody. */
export const DOCTOR_SUB = 'doctor';
