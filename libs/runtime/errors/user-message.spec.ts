import { describe, expect, it } from '@jest/globals';
import { LOCALES, type Locale } from '../locale.js';
import { CATALOGUE, ERROR_CODES, type ErrorCode } from './catalogue.js';
import { USER_MESSAGES, userMessage } from './user-message.js';

function placeholders(text: string): string[] {
  return [...text.matchAll(/<([^<>]+)>/g)].map(([, name = '']) => name);
}

function wordsOnly(code: ErrorCode, locale: Locale): string {
  return USER_MESSAGES[locale][code].replace(/<[^<>]+>|\p{P}/gu, '');
}

/** A letter that a text in this language cannot do without. */
const SCRIPTS: Readonly<Partial<Record<Locale, RegExp>>> = {
  'ru-RU': /\p{Script=Cyrillic}/u,
  'zh-CN': /\p{Script=Han}/u,
  'ja-JP': /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  'ko-KR': /\p{Script=Hangul}/u,
};

describe('ERR-4: the user message', () => {
  it.each(LOCALES)('has a text for exactly the codes of the catalogue in %s', (locale) => {
    expect(Object.keys(USER_MESSAGES[locale]).sort()).toEqual([...ERROR_CODES].sort());
  });

  it.each(LOCALES)('uses only placeholders that the catalogue fills in %s', (locale) => {
    const strangers = ERROR_CODES.flatMap((code) => {
      const known = placeholders(CATALOGUE[code].text);
      return placeholders(USER_MESSAGES[locale][code]).filter((name) => !known.includes(name));
    });
    expect(strangers).toEqual([]);
  });

  it.each(LOCALES.filter((locale) => locale !== 'en-US'))('is not left in English in %s', (locale) => {
    expect(ERROR_CODES.filter((code) => wordsOnly(code, locale) === wordsOnly(code, 'en-US'))).toEqual([]);
  });

  it.each(LOCALES)('is written in the letters of its language in %s', (locale) => {
    const letters = SCRIPTS[locale] ?? /\p{Script=Latin}/u;
    expect(ERROR_CODES.filter((code) => !letters.test(wordsOnly(code, locale)))).toEqual([]);
  });

  it('tells the variants of one language apart', () => {
    const variants: readonly (readonly [Locale, Locale])[] = [
      ['fr-FR', 'fr-CA'],
      ['pt-BR', 'pt-PT'],
    ];
    for (const [one, other] of variants) {
      const same = ERROR_CODES.filter((code) => USER_MESSAGES[one][code] === USER_MESSAGES[other][code]);
      expect(same.length).toBeLessThan(ERROR_CODES.length / 2);
    }
  });

  it('names the attribute that a person has to look at', () => {
    expect(userMessage('400-152', { attribute_name: 'subject' }, 'de-DE')).toBe(
      'Bitte prüfen Sie „subject“. Dieser Wert kann nicht angenommen werden.',
    );
  });

  it('has at most 1,024 characters and no torn character, whatever it names', () => {
    const message = userMessage('400-152', { attribute_name: '📎'.repeat(2000) }, 'ja-JP');
    expect(message.length).toBeLessThanOrEqual(1024);
    expect(message.isWellFormed()).toBe(true);
  });
});
