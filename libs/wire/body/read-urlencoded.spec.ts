import { describe, expect, it } from '@jest/globals';
import { MalformedBody } from './malformed.js';
import { readUrlencoded } from './read-urlencoded.js';

function fieldsOf(body: string): (readonly [string, string])[] {
  return [...readUrlencoded(Buffer.from(body))];
}

describe('H-4: a urlencoded body', () => {
  it.each([
    '',
    '&',
    '&&a=1&',
    'a',
    'a=',
    '=',
    '=b',
    'a=b=c',
    'a=1&a=2&b=3',
    'a=%7B%22x%22%3A1%7D',
    'a+b=c+d%2B',
    'a=%25%c3%a4',
    'ä=ö&%C3%BC=1',
    '%61%3d=%26',
  ])('is read as the URL standard says: %j', (body) => {
    expect(fieldsOf(body)).toEqual([...new URLSearchParams(body)]);
  });

  it.each(['a=%', 'a=%4', 'a=%zz', '%=a', 'a=%ff', 'a=%ed%a0%80', 'a=%c3'])(
    'is refused where the URL standard would put something else: %s',
    (body) => {
      expect(() => fieldsOf(body)).toThrow(MalformedBody);
    },
  );

  it('Z-4 is given up after 100 fields', () => {
    expect(fieldsOf('a=1&'.repeat(100))).toHaveLength(100);
    expect(() => fieldsOf('a=1&'.repeat(101))).toThrow(MalformedBody);
    expect(() => fieldsOf('&'.repeat(1_000_000))).toThrow(MalformedBody);
  });
});
