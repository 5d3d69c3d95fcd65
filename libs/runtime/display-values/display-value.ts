import type { Locale } from '../locale.js';
import { DA_DK } from './da-dk.js';
import { DE_DE } from './de-de.js';
import { EN_US, type DisplayTexts } from './en-us.js';
import { ES_ES } from './es-es.js';
import { FR_CA } from './fr-ca.js';
import { FR_FR } from './fr-fr.js';
import { IT_IT } from './it-it.js';
import { JA_JP } from './ja-jp.js';
import { KO_KR } from './ko-kr.js';
import { NL_NL } from './nl-nl.js';
import { PT_BR } from './pt-br.js';
import { PT_PT } from './pt-pt.js';
import { RU_RU } from './ru-ru.js';
import { SV_SE } from './sv-se.js';
import { ZH_CN } from './zh-cn.js';

export const DISPLAY_TEXTS: Readonly<Record<Locale, DisplayTexts>> = {
  'en-US': EN_US,
  'es-ES': ES_ES,
  'fr-FR': FR_FR,
  'it-IT': IT_IT,
  'de-DE': DE_DE,
  'nl-NL': NL_NL,
  'pt-BR': PT_BR,
  'pt-PT': PT_PT,
  'da-DK': DA_DK,
  'ru-RU': RU_RU,
  'fr-CA': FR_CA,
  'zh-CN': ZH_CN,
  'ja-JP': JA_JP,
  'ko-KR': KO_KR,
  'sv-SE': SV_SE,
};

/** The vocabularies whose values have texts. */
export type DisplayKind = keyof DisplayTexts extends `${infer Kind}.${string}` ? Kind : never;

export type DisplayedValue = Readonly<Record<'value' | 'displayValue', string>>;

/** A value with its text in the caller's locale (casemgr.md §4); a value without a text is its own text. */
export function displayed(kind: DisplayKind, value: string, locale: Locale): DisplayedValue {
  const texts: Readonly<Record<string, string>> = DISPLAY_TEXTS[locale];
  return { value, displayValue: texts[`${kind}.${value}`] ?? value };
}

/** A language (ISO 639-1) with its name in the caller's locale; a code that is none is its own name. */
export function displayedLanguage(code: string, locale: Locale): DisplayedValue {
  return { value: code, displayValue: languageName(code, locale) };
}

/** By locale and code; codes come from the settings, so that there are few. */
const languageNames = new Map<string, string>();

function languageName(code: string, locale: Locale): string {
  const key = `${locale} ${code}`;
  const known = languageNames.get(key) ?? lookUpLanguage(code, locale);
  languageNames.set(key, known);
  return known;
}

function lookUpLanguage(code: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(code) ?? code;
  } catch {
    return code;
  }
}
