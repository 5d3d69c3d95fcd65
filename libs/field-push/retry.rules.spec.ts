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

  it('spreads what failed together', () => {
    expect(secondsUntil(nextAttemptAt(2, NOW, undefined, 1))).toBe(330);
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
