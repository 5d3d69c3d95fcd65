import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '#settings/settings.js';
import { maskedLeaves, maskerOf } from './masking.rules.js';

describe('ACT-8: masking', () => {
  const mask = maskerOf(DEFAULT_SETTINGS.maskingPatterns);

  it.each([
    ['a card number', 'card 4111111111111111.', 'card ****************.'],
    ['one in groups', 'card 4111 1111-1111 1111', 'card **** ****-**** ****'],
    ['several', '4111111111111111, 5500005555555559', '****************, ****************'],
    ['nothing of shorter numbers', 'order 123456789012 of 2026-01-31', 'order 123456789012 of 2026-01-31'],
    ['nothing of text without any', 'It does not start.', 'It does not start.'],
  ])('hides %s', (_, text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it('uses the patterns that are configured, one after the other', () => {
    const own = maskerOf(['(?i)secret: \\w+', '\\b\\d{3}-\\d{2}-\\d{4}\\b']);
    expect(own('SECRET: xyzzy, 078-05-1120, 4111111111111111')).toBe('******: *****, ***-**-****, 4111111111111111');
  });

  it('tells what it has found, once it was there to be hidden', () => {
    const found: string[] = [];
    const own = maskerOf(['\\d{4}', '\\*+'], (text) => found.push(text));
    expect([own('1234 and 5678'), found]).toEqual(['**** and ****', ['1234', '5678']]);
  });

  it('masks the texts of a JSON value, and leaves it one', () => {
    const value = { '4111111111111111': ['card 4111111111111111', 4111111111111111, null, { a: true }] };
    expect(maskedLeaves(value, mask)).toEqual({
      '4111111111111111': ['card ****************', 4111111111111111, null, { a: true }],
    });
  });

  it('takes time that grows with the text alone, whatever pattern and text are', () => {
    const startedAt = performance.now();
    maskerOf(['(a+)+$', '(a|a)*b'])(`${'a'.repeat(50_000)}!`);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
