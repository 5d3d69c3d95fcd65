import { describe, expect, it } from '@jest/globals';
import { withAddressedRecord } from './addressed-record.rules.js';
import type { RecordReference } from './record-reference.rules.js';

const ADDRESSED = { tableNumber: 1, recordId: '7', recipientKeys: ['ann@example.org', 'bob@example.org'] };

const KEYED: RecordReference = {
  tableNumber: 1,
  recordId: '8',
  evidence: 'own-message-id',
  by: 'message-id',
  isForwarded: true,
};

describe('RO-13: the address that a reply comes to', () => {
  it('names the record where no key does, or only a quoted one', () => {
    const expected = { tableNumber: 1, recordId: '7', evidence: 'key', by: 'address', isForwarded: false };
    expect(withAddressedRecord(undefined, ADDRESSED, 'Ann@example.org')).toEqual(expected);
    expect(withAddressedRecord({ ...KEYED, by: 'quoted' }, ADDRESSED, 'ann@example.org')).toEqual(expected);
  });

  it('does not count against a key in another place', () => {
    expect(withAddressedRecord(KEYED, ADDRESSED, 'ann@example.org')).toBe(KEYED);
    expect(withAddressedRecord(KEYED, undefined, 'ann@example.org')).toBe(KEYED);
  });

  it('is the better evidence of the same record', () => {
    const same = { ...KEYED, recordId: '7' };
    expect(withAddressedRecord(same, ADDRESSED, 'ann@example.org')).toEqual({
      ...same,
      evidence: 'key',
      isForwarded: false,
    });
  });

  it('tells that the mail was passed on', () => {
    expect(withAddressedRecord(undefined, ADDRESSED, 'eve@evil.example')?.isForwarded).toBe(true);
    const same = { ...KEYED, recordId: '7' };
    expect(withAddressedRecord({ ...same, isForwarded: undefined }, ADDRESSED, 'eve@evil.example')?.isForwarded).toBe(
      true,
    );
    expect(withAddressedRecord({ ...same, isForwarded: false }, ADDRESSED, 'eve@evil.example')?.isForwarded).toBe(
      false,
    );
  });

  it.each(['Ann@example.org', 'bob@example.org'])('is of everybody whom the mail was sent to: %s', (sender) => {
    expect(withAddressedRecord(undefined, ADDRESSED, sender)?.isForwarded).toBe(false);
  });
});
