import { describe, expect, it } from '@jest/globals';
import { readObfuscationList } from './obfuscation-list.rules.js';

function idsOf(text: string): (string | null)[] | string {
  const read = readObfuscationList(text);
  return 'refusals' in read ? read.refusals[0].code : read.rows.map(({ customerId }) => customerId);
}

describe('CUST-33: a list of customers', () => {
  it.each([
    ['one column', 'customerId\n1\n2', ['1', '2']],
    ['another name, a mark of the byte order, other line ends', '\ufeffID\r\n1\r\n\r\n2\r\n', ['1', '2']],
    ['more columns, quoted', 'name,"customerId"\n"a,\n""b""",7\nc,8', ['7', '8']],
    ['rows that are too short or too long', 'name,id\na\nb,1,2', [null, '1']],
    ['what cannot be an id', 'id\n0\n-1\nann@example.org\n99999999999999999999', [null, null, null, null]],
  ])('has %s', (_, text, ids) => {
    expect(idsOf(text)).toEqual(ids);
  });

  it.each([
    ['no column of ids', 'name\nx', '400-146'],
    ['no rows', 'id\n', '400-152'],
    ['too many rows', `id\n${'1\n'.repeat(10_001)}`, '400-152'],
  ])('is refused with %s', (_, text, code) => {
    expect(idsOf(text)).toBe(code);
  });

  it('takes as many as it says', () => {
    expect(idsOf(`id\n${'1\n'.repeat(10_000)}`)).toHaveLength(10_000);
  });

  it('numbers its rows from 1, so that people find them', () => {
    expect(readObfuscationList('id\n5\n6')).toMatchObject({ rows: [{ rowNumber: 1 }, { rowNumber: 2 }] });
  });

  it('CUST-34: counts empty rows, as a spreadsheet does', () => {
    expect(readObfuscationList('\nid\n\n"5\n"\n\n6\n')).toMatchObject({ rows: [{ rowNumber: 2 }, { rowNumber: 4 }] });
  });

  it('is malformed with a quote that does not end', () => {
    expect(() => readObfuscationList('id\n"1')).toThrow(/not well-formed/);
  });
});
