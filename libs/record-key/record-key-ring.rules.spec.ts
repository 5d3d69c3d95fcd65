import { describe, expect, it } from '@jest/globals';
import { daysOf, expiredSecrets, isRotationDue, sealingSecret, secretsBefore } from './record-key-ring.rules.js';
import { dayOf } from './record-key.rules.js';

const NOW = new Date('2026-11-21T10:00:00Z');
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

function aged(number: number, ageMs: number, honouredFrom: Date | null = null) {
  return { number, createdAt: new Date(NOW.getTime() - ageMs), honouredFrom };
}

describe('secrets of record keys (RK-4)', () => {
  it.each([
    ['there is none', [], true],
    ['the newest is 179 days old', [aged(1, 300 * DAY_MS), aged(2, 179 * DAY_MS)], false],
    ['the newest is 180 days old', [aged(1, 180 * DAY_MS)], true],
  ])('a secret is made when %s: see the third column', (_, secrets, isDue) => {
    expect(isRotationDue(secrets, NOW)).toBe(isDue);
  });

  it('seal when every process knows them, ten minutes later', () => {
    const old = aged(1, 180 * DAY_MS);
    expect(sealingSecret([aged(2, 9 * MINUTE_MS), old], NOW)?.number).toBe(1);
    expect(sealingSecret([aged(2, 10 * MINUTE_MS), old], NOW)?.number).toBe(2);
    expect(sealingSecret([aged(1, 0)], NOW)?.number).toBe(1);
  });

  it('speak for their own days only', () => {
    const [first, second] = [aged(1, 10 * DAY_MS), aged(2, DAY_MS)];
    expect(daysOf(first, [first, second])).toEqual({ firstDay: dayOf(NOW) - 10, lastDay: dayOf(NOW) });
    expect(daysOf(second, [first, second])).toEqual({ firstDay: dayOf(NOW) - 1, lastDay: undefined });
  });

  it('are kept until the last key that they have sealed is over', () => {
    expect(expiredSecrets([aged(1, 999 * DAY_MS), aged(2, 733 * DAY_MS)], NOW)).toEqual([]);
    expect(expiredSecrets([aged(1, 999 * DAY_MS), aged(2, 734 * DAY_MS)], NOW)).toEqual([1]);
  });
});

describe('keys that are revoked (RK-5)', () => {
  it('lose their secret when it was replaced by then', () => {
    const secrets = [aged(1, 30 * DAY_MS), aged(2, 20 * DAY_MS), aged(3, 0)];
    expect(secretsBefore(secrets, NOW)).toEqual([1, 2]);
    expect(secretsBefore(secrets, new Date(NOW.getTime() - 10 * DAY_MS))).toEqual([1]);
  });

  it('are those of days before the one that was named', () => {
    const since = new Date(NOW.getTime() - 5 * DAY_MS);
    const secret = aged(1, 20 * DAY_MS, since);
    expect(daysOf(secret, [secret]).firstDay).toBe(dayOf(NOW) - 5);
  });
});
