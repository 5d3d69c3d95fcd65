import { describe, expect, it } from '@jest/globals';
import { readTimeRange } from './time-range.rules.js';

const A = '2026-01-02T03:04:05.678Z';
const B = '2026-02-03T04:05:06.789Z';

const read = (...values: string[]) => readTimeRange(new Map([['created', values]]), 'created');

describe('FIND-6: a range of time', () => {
  it.each<[string, { from?: Date; to?: Date }]>([
    [`[${A},${B}]`, { from: new Date(A), to: new Date(B) }],
    [`[${A},${A}]`, { from: new Date(A), to: new Date(A) }],
    [`[${A},]`, { from: new Date(A) }],
    [`[, ${B} ]`, { to: new Date(B) }],
    ['[2026-01-02T03:04:05+02:00,]', { from: new Date('2026-01-02T01:04:05Z') }],
  ])('%s', (value, expected) => {
    expect({ ...read(value) }).toEqual({ from: undefined, to: undefined, ...expected });
  });

  it.each([A, '[,]', '[]', `[${A}]`, `[${B},${A}]`, '[yesterday,]', '[2026-02-30T00:00:00Z,]', `[${A},${B},]`, ''])(
    'is refused when it is %s',
    (value) => {
      expect(() => read(value)).toThrow("Invalid value provided for query parameter: 'created'.");
    },
  );

  it('is refused when it is sent twice, and absent when it is not sent', () => {
    expect(() => read(`[${A},]`, `[${A},]`)).toThrow("'created'");
    expect(readTimeRange(new Map(), 'created')).toBeUndefined();
  });
});
