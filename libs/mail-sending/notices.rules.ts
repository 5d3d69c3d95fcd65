/** What the server itself writes into mails, in the language of whom it is for. */
import type { AccountAnswer } from '#inbound-accounts/inbound-account.js';
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

/**
 * records-by-email.md RO-12: what has become of a mail, and nothing of what it says, as whoever forged its sender must not have us
 * pass its words on; of a refused one, never why. What opens a case will be answered by somebody.
 */
export function automaticAnswer(locale: Locale, answer: AccountAnswer, isOfCase: boolean): Notice {
  const texts = NOTICE_TEXTS[locale];
  switch (answer) {
    case 'created':
      return isOfCase
        ? { subject: texts.acknowledgementSubject, text: texts.acknowledgement }
        : { subject: texts.createdSubject, text: texts.created };
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
