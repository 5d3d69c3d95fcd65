/** What the server itself writes into mails, in the language of whom it is for. */
import { fillText } from '#runtime/errors/catalogue.js';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#runtime/locale.js';
import { NOTICE_TEXTS } from './notice-texts.js';

export interface Notice {
  readonly subject: string;
  readonly text: string;
}

/** The locale of a language of BCP 47: itself, else the first one of the language, else English. */
export function localeOfLanguage(language: string): Locale {
  const tag = language.toLowerCase();
  const [bare = ''] = tag.split('-');
  return (
    LOCALES.find((locale) => locale.toLowerCase() === tag) ??
    LOCALES.find((locale) => locale.toLowerCase().startsWith(`${bare}-`)) ??
    DEFAULT_LOCALE
  );
}

/** Says nothing of the mail that it is about: whoever forged its sender must not have us pass its words on. */
export function acknowledgement(locale: Locale): Notice {
  const { acknowledgementSubject, acknowledgement: text } = NOTICE_TEXTS[locale];
  return { subject: acknowledgementSubject, text };
}

/** records-by-email.md RO-14: what has become of a mail about a record; of a refused one, never why. */
export function recordAnswer(locale: Locale, outcome: 'created' | 'updated' | 'refused'): Notice {
  const texts = NOTICE_TEXTS[locale];
  switch (outcome) {
    case 'created':
      return { subject: texts.createdSubject, text: texts.created };
    case 'updated':
      return { subject: texts.updatedSubject, text: texts.updated };
    case 'refused':
      return { subject: texts.refusedSubject, text: texts.refused };
  }
}

/** records-by-email.md RO-7: where a secure message is read, and nothing of what it says. */
export function notification(locale: Locale, link: string): Notice {
  const { notificationSubject, notification: text } = NOTICE_TEXTS[locale];
  return { subject: notificationSubject, text: fillText(text, { link }) };
}

/** The line above what is quoted. */
export function quotedLine(locale: Locale, sender: string, at: Date): string {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at);
  return fillText(NOTICE_TEXTS[locale].quoted, { date: `${date} UTC`, sender });
}
