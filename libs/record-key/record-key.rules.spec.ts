import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  dayOf,
  isSentTo,
  openRecordKey,
  RECORD_KEY_LENGTH,
  recordSecretOf,
  sealRecordKey,
  type RecordKeyCarrier,
  type RecordKeyContent,
} from './record-key.rules.js';

const NOW = new Date('2026-11-21T10:00:00Z');
const DAY_MS = 86_400_000;
const CARRIERS: readonly RecordKeyCarrier[] = ['header', 'subject', 'message-id'];
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function secret(number = 1, days: { firstDay: number; lastDay?: number } = { firstDay: 0 }) {
  return recordSecretOf(number, randomBytes(32), { firstDay: days.firstDay, lastDay: days.lastDay });
}

function days(offset: number): Date {
  return new Date(NOW.getTime() + offset * DAY_MS);
}

const OURS = secret();
const CONTENT: RecordKeyContent = { tableNumber: 1, recordId: '1042', recipient: 'Nora@New.example' };

function contentOf(place: number): RecordKeyContent {
  return {
    tableNumber: 1 + ((place * 7919) % 65_535),
    recordId: String(1 + ((place * 2_654_435_761) % 2 ** 48)),
    recipient: place % 3 === 0 ? undefined : `person${place}@desk.example`,
  };
}

describe('a record key', () => {
  it('says table, record, recipient and day to us (RK-2)', () => {
    const key = sealRecordKey(OURS, CONTENT, 'subject', NOW);
    const opened = openRecordKey([OURS], key, 'subject', NOW);
    expect(opened).toMatchObject({ tableNumber: 1, recordId: '1042', issuedOn: new Date('2026-11-21T00:00:00Z') });
    expect(opened && isSentTo(opened, 'nora@new.example')).toBe(true);
    expect(opened && isSentTo(opened, 'other@new.example')).toBe(false);
  });

  it('is 40 characters of lower-case base 32, and says nothing to others (RK-2)', () => {
    const keys = Array.from({ length: 200 }, (_, place) => sealRecordKey(OURS, contentOf(place), 'header', NOW));
    for (const key of keys) expect(key).toMatch(new RegExp(`^[${ALPHABET}]{${RECORD_KEY_LENGTH}}$`));
    const [one = '', other = ''] = ['1042', '1043'].map((recordId) =>
      sealRecordKey(OURS, { ...CONTENT, recordId }, 'header', NOW),
    );
    const alike = Array.from(one).filter((character, place) => character === other[place]).length;
    expect(alike).toBeLessThan(15);
  });

  it.each(CARRIERS)('opens in any case of letters, made for %s, and for no other place (RK-2)', (carrier) => {
    const key = sealRecordKey(OURS, CONTENT, carrier, NOW);
    expect(openRecordKey([OURS], key.toUpperCase(), carrier, NOW)).toBeDefined();
    for (const other of CARRIERS) {
      if (other !== carrier) expect(openRecordKey([OURS], key, other, NOW)).toBeUndefined();
    }
  });

  it('opens to what was sealed, for 1,000 records (RK-2)', () => {
    for (let place = 0; place < 1_000; place++) {
      const content = contentOf(place);
      const opened = openRecordKey([OURS], sealRecordKey(OURS, content, 'header', NOW), 'header', NOW);
      expect(opened).toMatchObject({ tableNumber: content.tableNumber, recordId: content.recordId });
    }
  });

  it('names no record that does not fit in', () => {
    for (const content of [
      { ...CONTENT, recordId: String(2 ** 48) },
      { ...CONTENT, recordId: '0' },
      { ...CONTENT, tableNumber: 65_536 },
    ]) {
      expect(() => sealRecordKey(OURS, content, 'header', NOW)).toThrow(RangeError);
    }
  });
});

describe('as if absent', () => {
  it('is each of 50 keys with any one bit altered (RK-6)', () => {
    for (let place = 0; place < 50; place++) {
      const key = sealRecordKey(OURS, contentOf(place), 'subject', NOW);
      for (let bit = 0; bit < 5 * RECORD_KEY_LENGTH; bit++) {
        const at = Math.floor(bit / 5);
        const altered = ALPHABET.charAt(ALPHABET.indexOf(key.charAt(at)) ^ (1 << (bit % 5)));
        const forged = key.slice(0, at) + altered + key.slice(at + 1);
        if (openRecordKey([OURS], forged, 'subject', NOW)) throw new Error(`bit ${bit} of ${key} may be altered`);
      }
    }
  });

  it('are 20,000 random texts of the right form (RK-6)', () => {
    const letters = randomBytes(20_000 * RECORD_KEY_LENGTH);
    for (let start = 0; start < letters.length; start += RECORD_KEY_LENGTH) {
      const text = [...letters.subarray(start, start + RECORD_KEY_LENGTH)].map((byte) => ALPHABET[byte & 31]).join('');
      if (openRecordKey([OURS], text, 'subject', NOW)) throw new Error(`${text} opens`);
    }
  });

  it.each<[string, RecordKeyContent, Date, ReturnType<typeof secret>[], Date]>([
    ['of another installation', CONTENT, NOW, [secret()], NOW],
    ['of a secret that was taken away', CONTENT, NOW, [], NOW],
    ['more than two years old', CONTENT, days(-732), [OURS], NOW],
    ['of a day to come', CONTENT, days(2), [OURS], NOW],
    ['of before the day from which keys are honoured', CONTENT, days(-1), [{ ...OURS, firstDay: dayOf(NOW) }], NOW],
    ['made with an old secret today', CONTENT, NOW, [{ ...OURS, lastDay: dayOf(NOW) - 1 }], NOW],
  ])('is a key %s (RK-6)', (_, content, sealedAt, secrets, openedAt) => {
    const key = sealRecordKey(OURS, content, 'subject', sealedAt);
    expect(openRecordKey(secrets, key, 'subject', openedAt)).toBeUndefined();
  });

  it.each(['', 'x', '0'.repeat(39), '0'.repeat(41), 'u'.repeat(40), 'ı'.repeat(40), '😀'.repeat(20)])(
    'is the text %j (RK-6)',
    (text) => {
      expect(openRecordKey([OURS], text, 'subject', NOW)).toBeUndefined();
    },
  );
});

describe('secrets that replace each other', () => {
  it('open keys of two years, and the numbers of secrets may repeat (RK-4)', () => {
    const old = secret(1, { firstDay: 0, lastDay: dayOf(NOW) });
    const sameNumber = secret(65, { firstDay: dayOf(NOW) });
    const key = sealRecordKey(old, CONTENT, 'subject', days(-730));
    expect(openRecordKey([sameNumber, old], key, 'subject', NOW)).toMatchObject({ recordId: '1042' });
    const next = sealRecordKey(sameNumber, CONTENT, 'subject', NOW);
    expect(openRecordKey([old, sameNumber], next, 'subject', NOW)).toMatchObject({ recordId: '1042' });
  });
});
