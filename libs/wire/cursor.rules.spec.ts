import { describe, expect, it } from '@jest/globals';
import { readCursor, writeCursor } from './cursor.rules.js';

const POSITION = { sort: 'created', isDescending: true, offset: 25 };

const read = (text: string, position = POSITION) => readCursor(new Map([['$cursor', [text]]]), position);

describe('FIND-9: a cursor', () => {
  it.each([
    { id: '1000', key: '2026-01-02 03:04:05.678901+00' },
    { id: '9223372036854775807', key: null },
  ])('comes back as it was given out: %j', (cursor) => {
    expect(read(writeCursor(cursor, POSITION))).toEqual(cursor);
  });

  it('is not needed', () => {
    expect(readCursor(new Map(), POSITION)).toBeUndefined();
  });

  it.each([{ sort: 'id' }, { isDescending: false }, { offset: 50 }])('of another page is refused: %j', (other) => {
    const cursor = writeCursor({ id: '1000', key: null }, POSITION);
    expect(() => read(cursor, { ...POSITION, ...other })).toThrow("'$cursor'");
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['another structure', Buffer.from('{"id":"1"}').toString('base64url')],
    ['an id that cannot exist', Buffer.from('["created",true,25,"1 OR 1=1",null]').toString('base64url')],
    ['a NUL in the key', Buffer.from('["created",true,25,"1","\\u0000"]').toString('base64url')],
    ['far too long', 'A'.repeat(10_000)],
  ])('that is %s is refused', (_, text) => {
    expect(() => read(text)).toThrow("Invalid value provided for query parameter: '$cursor'.");
  });
});
