import { describe, expect, it } from '@jest/globals';
import { circuitOpenUntil, nextAttemptAt } from './retry.rules.js';

const NOW = new Date('2026-11-21T12:00:00Z');
const MINUTE = 60;
const HOUR = 60 * MINUTE;

const secondsUntil = (date: Date | null): number | undefined =>
  date === null ? undefined : (date.getTime() - NOW.getTime()) / 1_000;

describe('FQ-2: when a delivery is tried again', () => {
  it('rests 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, and is given up then', () => {
    const rests = Array.from({ length: 10 }, (_, index) => secondsUntil(nextAttemptAt(index + 1, NOW, undefined, 0)));
    expect(rests).toEqual([
      ...[5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
      undefined,
    ]);
  });

  it('spreads what failed together over a tenth of each rest, and never before it', () => {
    for (let attempts = 1; attempts <= 9; attempts += 1) {
      const [shortest = 0, middle, longest] = [0, 0.5, 1].map((random) =>
        secondsUntil(nextAttemptAt(attempts, NOW, undefined, random)),
      );
      expect([middle, longest]).toEqual([expect.closeTo(1.05 * shortest, 2), expect.closeTo(1.1 * shortest, 2)]);
    }
  });

  it('walks by hand through the whole table, which takes three days at least and a tenth longer at most', () => {
    for (const random of [0, 1]) {
      let now = NOW;
      for (let attempts = 1; attempts <= 9; attempts += 1) now = nextAttemptAt(attempts, now, undefined, random) ?? now;
      expect(nextAttemptAt(10, now, undefined, random)).toBeNull();
      expect((now.getTime() - NOW.getTime()) / 1_000).toBeCloseTo(
        (75 * HOUR + 35 * MINUTE + 5) * (1 + 0.1 * random),
        1,
      );
    }
  });

  it.each<[string, number, number]>([
    ['60', 1, 60],
    ['1', 1, 5],
    ['Sat, 21 Nov 2026 12:10:00 GMT', 2, 600],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 2, 300],
    ['99999999', 1, 24 * HOUR],
    ['soon', 1, 5],
    ['-5', 1, 5],
  ])('takes Retry-After: %s after %i failures as %i s', (retryAfter, attempts, seconds) => {
    expect(secondsUntil(nextAttemptAt(attempts, NOW, retryAfter, 0))).toBe(seconds);
  });

  it('leaves a receiver alone after 5 failures in a row, longer each time, never longer than 10 minutes', () => {
    const rests = [4, 5, 6, 7, 9, 10, 50].map((failures) => secondsUntil(circuitOpenUntil(failures, NOW)));
    expect(rests).toEqual([undefined, 30, 60, 120, 480, 600, 600]);
  });
});
