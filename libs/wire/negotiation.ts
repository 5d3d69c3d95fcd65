import Negotiator from 'negotiator';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#runtime/locale.js';

export type AnswerFormat = 'json' | 'xml';

const MEDIA_TYPES: Readonly<Record<string, AnswerFormat>> = { 'application/json': 'json', 'application/xml': 'xml' };

/** `application/json;charset=utf-8` asks for JSON; parameters say nothing that we could do otherwise. */
const PARAMETERS_BUT_QUALITY = /;\s*(?!q=)[^;,=\s]+=(?:"[^"]*"|[^;,]*)/gi;

/** The format that `Accept` prefers, JSON when absent; undefined when nothing acceptable is offered (casemgr.md H-2). */
export function negotiateFormat(accept: string | undefined): AnswerFormat | undefined {
  if (accept === undefined || accept.trim() === '') return 'json';
  const plain = accept.replace(PARAMETERS_BUT_QUALITY, '');
  const preferred = new Negotiator({ headers: { accept: plain } }).mediaType(Object.keys(MEDIA_TYPES));
  return preferred === undefined ? undefined : MEDIA_TYPES[preferred];
}

/** The locale that `Accept-Language` prefers, en-US when absent; undefined when none is supported (casemgr.md H-1). */
export function negotiateLocale(acceptLanguage: string | undefined): Locale | undefined {
  if (acceptLanguage === undefined || acceptLanguage.trim() === '') return DEFAULT_LOCALE;
  const preferred = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).language([...LOCALES]);
  return LOCALES.find((locale) => locale === preferred);
}
