import type { Lane } from './lane.js';

/** How many times as long as a batch took a lane rests after it. */
const RESTS: Readonly<Partial<Record<Lane, number>>> = { index: 3 };

/** A lane that is further behind does not rest. */
const NO_REST_BEHIND_MS = 30_000;

/**
 * How many milliseconds a lane rests after a batch while there is more. What nobody waits for leaves the processors to those who wait for
 * an answer, as long as it does not fall too far behind.
 */
export function restAfter(lane: Lane, tookMs: number, behindMs: number): number {
  return behindMs > NO_REST_BEHIND_MS ? 0 : (RESTS[lane] ?? 0) * tookMs;
}
