import { describe, expect, it } from '@jest/globals';
import { inOrderOfUse, isRotationDue, retirement, type SigningKeyAge } from './signing-key.rules.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NOW = new Date('2026-03-01T12:00:00Z');

function at(offsetMs: number): Date {
  return new Date(NOW.getTime() + offsetMs);
}

function key(createdMs: number, retiredMs?: number): SigningKeyAge {
  return { createdAt: at(createdMs), retiredAt: retiredMs === undefined ? null : at(retiredMs) };
}

describe('runtime.md §5, JWKS with rotation', () => {
  it.each([
    ['there is none', [], true],
    ['the only one is fresh', [key(-DAY_MS)], false],
    ['the only one is 90 days old', [key(-90 * DAY_MS)], true],
    ['the only one is about to retire', [key(-DAY_MS, 5 * MINUTE_MS)], true],
    ['an old one has been followed by a new one', [key(-91 * DAY_MS, MINUTE_MS), key(-MINUTE_MS)], false],
  ])('a key is made when %s: see the third column', (_, keys, isDue) => {
    expect(isRotationDue(keys, NOW)).toBe(isDue);
  });

  it('an old key goes on signing until the new one has been published for ten minutes', () => {
    const old = key(-90 * DAY_MS);
    const rotated = { ...old, retiredAt: retirement(NOW) };
    const fresh = key(0);
    expect(inOrderOfUse([fresh, rotated], at(9 * MINUTE_MS))).toEqual([rotated, fresh]);
    expect(inOrderOfUse([fresh, rotated], at(10 * MINUTE_MS))).toEqual([fresh, rotated]);
  });

  it('a retired key stays published until the last token it signed has expired, and no longer', () => {
    const retired = key(-90 * DAY_MS, 0);
    const fresh = key(-10 * MINUTE_MS);
    expect(inOrderOfUse([retired, fresh], at(60 * MINUTE_MS))).toEqual([fresh, retired]);
    expect(inOrderOfUse([retired, fresh], at(70 * MINUTE_MS))).toEqual([fresh]);
  });
});
