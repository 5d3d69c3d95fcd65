import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openRecordKey, RECORD_KEY_LENGTH, recordSecretOf, sealRecordKey } from '#record-key/record-key.rules.js';

const NOW = new Date('2026-11-21T10:00:00Z');
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const OURS = [1, 2, 3].map((number) => recordSecretOf(number, randomBytes(32), { firstDay: 0, lastDay: undefined }));

function isGood(key: string): boolean {
  return openRecordKey(OURS, key, 'subject', NOW) !== undefined;
}

describe('as if absent (RK-6)', () => {
  it('are 1,000 keys, each with any one of its 200 bits altered', () => {
    const good: string[] = [];
    for (const [place, secret] of Array.from({ length: 1_000 }, (_, at) => [at, OURS[at % 3]] as const)) {
      if (!secret) continue;
      const content = {
        tableNumber: 1 + (place % 9),
        recordId: String(place * 977 + 1),
        recipient: `p${place}@a.example`,
      };
      const key = sealRecordKey(secret, content, 'subject', NOW);
      expect(isGood(key)).toBe(true);
      for (let bit = 0; bit < 5 * RECORD_KEY_LENGTH; bit++) {
        const at = Math.floor(bit / 5);
        const altered = ALPHABET.charAt(ALPHABET.indexOf(key.charAt(at)) ^ (1 << (bit % 5)));
        const forged = key.slice(0, at) + altered + key.slice(at + 1);
        if (isGood(forged)) good.push(forged);
      }
    }
    expect(good).toEqual([]);
  }, 300_000);

  it('are 1,000,000 random texts of the right form', () => {
    const good: string[] = [];
    for (let batch = 0; batch < 100; batch++) {
      const letters = randomBytes(10_000 * RECORD_KEY_LENGTH);
      for (let start = 0; start < letters.length; start += RECORD_KEY_LENGTH) {
        const text = [...letters.subarray(start, start + RECORD_KEY_LENGTH)]
          .map((byte) => ALPHABET[byte & 31])
          .join('');
        if (isGood(text)) good.push(text);
      }
    }
    expect(good).toEqual([]);
  }, 300_000);
});
