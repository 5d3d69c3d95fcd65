const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long an entry rests after its first failure, its second, and so on; what fails once more is dead. */
const REST_MS = [
  SECOND_MS,
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
];

/** A rest is up to this part longer, so that what failed together is not tried again together. */
const JITTER = 0.2;

const LONGEST_REASON = 500;

/** What becomes of an entry whose work has failed. */
export interface Setback {
  readonly attempts: number;
  /** Null when it is not tried again by itself. */
  readonly availableAt: Date | null;
  readonly reason: string;
}

/** `attempts`: how often it has failed before. `random`: from 0 to 1. */
export function setbackAfter(attempts: number, error: unknown, now: Date, random: number): Setback {
  const restMs = REST_MS[attempts];
  return {
    attempts: attempts + 1,
    availableAt: restMs === undefined ? null : new Date(now.getTime() + restMs * (1 + JITTER * random)),
    reason: (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_REASON).toWellFormed(),
  };
}
