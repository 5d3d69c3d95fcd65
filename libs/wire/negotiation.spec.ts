import { describe, expect, it } from '@jest/globals';
import { LOCALES } from '#runtime/locale.js';
import { negotiateFormat, negotiateLocale } from './negotiation.js';

describe('H-1: Accept-Language', () => {
  it.each(LOCALES)('takes %s by its name', (locale) => {
    expect(negotiateLocale(locale)).toBe(locale);
  });

  it.each([
    [undefined, 'en-US'],
    ['', 'en-US'],
    ['*', 'en-US'],
    ['de', 'de-DE'],
    ['fr', 'fr-FR'],
    ['pt', 'pt-BR'],
    ['zh', 'zh-CN'],
    ['FR-ca', 'fr-CA'],
    ['de-AT, de;q=0.9, en;q=0.8', 'de-DE'],
    ['en-GB,en-US;q=0.9,en;q=0.8', 'en-US'],
    ['it;q=0.5, sv-SE;q=0.9', 'sv-SE'],
    ['xx, yy;q=0.5, ko', 'ko-KR'],
    ['de;q=0, *;q=0.1', 'en-US'],
  ])('reads %j as %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it.each(['xx-XX', 'de-AT', 'en-GB', 'en-US;q=0', 'klingon, elvish', ',', '???'])(
    'finds nothing supported in %j',
    (header) => {
      expect(negotiateLocale(header)).toBeUndefined();
    },
  );
});

describe('H-2: Accept', () => {
  it.each([
    [undefined, 'json'],
    ['', 'json'],
    ['*/*', 'json'],
    ['application/*', 'json'],
    ['application/json', 'json'],
    ['application/xml', 'xml'],
    ['Application/XML', 'xml'],
    ['application/xml, application/json;q=0.9', 'xml'],
    ['application/json;q=0.1, application/xml;q=0.2', 'xml'],
    ['text/html, */*;q=0.1', 'json'],
    ['application/json;q=0, */*', 'xml'],
    ['application/xml;charset=utf-8;q=0.9', 'xml'],
    ['application/json; charset="utf-8"', 'json'],
  ])('reads %j as %s', (header, format) => {
    expect(negotiateFormat(header)).toBe(format);
  });

  it.each(['text/html', 'application/json;q=0', 'image/*', 'json'])('finds nothing acceptable in %j', (header) => {
    expect(negotiateFormat(header)).toBeUndefined();
  });
});
