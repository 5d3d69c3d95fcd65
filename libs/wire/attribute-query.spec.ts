import { describe, expect, it } from '@jest/globals';
import { readAttributes } from './attribute-query.js';

const SUPPORTED = ['created', 'payload'];

function attributes(...values: readonly string[]) {
  const query = new Map(values.length > 0 ? [['$attribute', values]] : []);
  return readAttributes(query, SUPPORTED, (name) => name === 'product');
}

describe('R-2 $attribute', () => {
  it('asks for nothing beyond the summary when it is left out', () => {
    expect(attributes().includes('created')).toBe(false);
    expect(attributes().customAttributes()).toEqual(new Set());
  });

  it('asks for what it names', () => {
    const selection = attributes('payload, custom.product');
    expect([selection.includes('payload'), selection.includes('created')]).toEqual([true, false]);
    expect(selection.customAttributes()).toEqual(new Set(['product']));
  });

  it('asks for everything with all', () => {
    expect(attributes('all').includes('created')).toBe(true);
    expect(attributes('all').customAttributes()).toBeUndefined();
  });

  it.each(['', 'All', 'colour', 'created,', 'custom.', 'custom.colour', 'x'.repeat(5000)])(
    'refuses "%s" with 400-116',
    (value) => {
      expect(() => attributes(value)).toThrow(
        expect.objectContaining({
          code: '400-116',
          message: expect.stringContaining("'all,created,payload,custom.<name>'"),
        }),
      );
    },
  );

  it('refuses to be sent twice', () => {
    expect(() => attributes('all', 'all')).toThrow(expect.objectContaining({ code: '400-244' }));
  });
});
