import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, languageTag } from './language.js';

describe('ACT-2: a language', () => {
  it.each([
    ['de', 'de'],
    ['EN', 'en'],
    ['pt-br', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['', undefined],
    ['xx', undefined],
    ['german', undefined],
    ['d_e', undefined],
    [`en-${'x'.repeat(40)}`, undefined],
  ])('written %j is %j', (text, tag) => {
    expect(languageTag(text)).toBe(tag);
  });

  it('is one of ISO 639-1 in lists, with no code twice under an old name', () => {
    expect(LANGUAGES).toEqual(expect.arrayContaining(['de', 'en', 'fr', 'he', 'ja', 'zh']));
    expect(LANGUAGES).not.toContain('iw');
    expect(LANGUAGES.length).toBeGreaterThan(150);
  });
});
