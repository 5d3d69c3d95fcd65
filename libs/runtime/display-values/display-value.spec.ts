import { describe, expect, it } from '@jest/globals';
import { LOCALES, type Locale } from '../locale.js';
import { DISPLAY_TEXTS, displayed, displayedLanguage } from './display-value.js';

const SCRIPTS: Readonly<Partial<Record<Locale, RegExp>>> = {
  'ru-RU': /^[\p{Script=Cyrillic} .]+$/u,
  'zh-CN': /^\p{Script=Han}+$/u,
  'ja-JP': /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u,
  'ko-KR': /^[\p{Script=Hangul} ]+$/u,
};

describe('R-12 display values', () => {
  it.each(LOCALES)('has a text for every value in %s', (locale) => {
    expect(Object.keys(DISPLAY_TEXTS[locale])).toEqual(Object.keys(DISPLAY_TEXTS['en-US']));
    for (const text of Object.values(DISPLAY_TEXTS[locale]))
      expect(text).toMatch(SCRIPTS[locale] ?? /^\p{Lu}[\p{L}’. -]*$/u);
  });

  it.each(LOCALES.filter((locale) => locale !== 'en-US'))('is translated in %s', (locale) => {
    const english: Readonly<Record<string, string>> = DISPLAY_TEXTS['en-US'];
    const same = Object.entries(DISPLAY_TEXTS[locale]).filter(([key, text]) => english[key] === text);
    expect(same.length).toBeLessThan(9);
  });

  it.each<[Locale, string]>([
    ['en-US', 'Email'],
    ['de-DE', 'E-Mail'],
    ['fr-FR', 'E-mail'],
    ['fr-CA', 'Courriel'],
    ['ja-JP', 'メール'],
  ])('shows the type in %s as %s', (locale, displayValue) => {
    expect(displayed('type', 'email', locale)).toEqual({ value: 'email', displayValue });
  });

  it('shows a value without a text as it is', () => {
    expect(displayed('status', 'parked', 'de-DE')).toEqual({ value: 'parked', displayValue: 'parked' });
  });

  it.each<[string, Locale, string]>([
    ['en', 'en-US', 'English'],
    ['en', 'de-DE', 'Englisch'],
    ['de', 'ja-JP', 'ドイツ語'],
    ['not a language', 'de-DE', 'not a language'],
  ])('names the language %s in %s', (code, locale, displayValue) => {
    expect(displayedLanguage(code, locale)).toEqual({ value: code, displayValue });
  });
});
