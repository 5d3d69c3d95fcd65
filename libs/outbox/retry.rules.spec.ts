import { describe, expect, it } from '@jest/globals';
import { setbackAfter } from './retry.rules.js';

const NOW = new Date('2026-11-21T12:00:00Z');

function restMs(attempts: number, random: number): number | undefined {
  const { availableAt } = setbackAfter(attempts, new Error('refused'), NOW, random);
  return availableAt === null ? undefined : availableAt.getTime() - NOW.getTime();
}

describe('setbackAfter', () => {
  it('rests longer after each failure, and gives up in the end', () => {
    const rests = Array.from({ length: 11 }, (_, attempts) => restMs(attempts, 0));
    expect(rests.slice(0, 10)).toEqual(rests.slice(0, 10).toSorted((one = 0, other = 0) => one - other));
    expect(rests[0]).toBe(1_000);
    expect(rests[10]).toBeUndefined();
  });

  it('spreads what failed together', () => {
    expect(restMs(0, 0.5)).toBe(1_100);
  });

  it('counts the failure and says why', () => {
    expect(setbackAfter(3, new Error('refused'), NOW, 0)).toMatchObject({ attempts: 4, reason: 'refused' });
    expect(setbackAfter(0, 'x'.repeat(600), NOW, 0).reason).toHaveLength(500);
  });
});
