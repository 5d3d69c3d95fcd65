/** What an answer says of the mail that it answers: records-by-email.md RO-5. */
import sanitizeHtml from 'sanitize-html';
import type { Locale } from '#runtime/locale.js';
import { shortened } from '#mail-message/clean-text.rules.js';
import { quotedLine } from './notices.rules.js';

/** The mail that is answered. */
export interface AnsweredMail {
  readonly sender: string;
  readonly sentAt: Date;
  readonly text: string | null;
  readonly html: string | null;
}

export interface MailBody {
  readonly text: string;
  readonly html: string | undefined;
}

/** Characters of a history; the rest of it has been quoted often enough. */
const LONGEST_HISTORY = 20_000;

/** A body with a text, as every mail has one: html alone, or beside a blank text, is read out. */
export function bodyOf(text: string | null, html: string | null): MailBody {
  const isBlank = text === null || text.trim() === '';
  return { text: isBlank ? textOfHtml(html ?? '') : text, html: html ?? undefined };
}

/** The body with what it answers below, quoted as text: nothing of the html of strangers goes out again. */
export function withHistory({ text, html }: MailBody, answered: AnsweredMail, locale: Locale): MailBody {
  const said = shortened(bodyOf(answered.text, answered.html).text.trim(), LONGEST_HISTORY);
  if (said === '') return { text, html };
  const line = quotedLine(locale, answered.sender, answered.sentAt);
  const quoted = said.split(/\r?\n/).map((quote) => (quote.startsWith('>') ? `>${quote}` : `> ${quote}`));
  return {
    text: `${text.trimEnd()}\n\n${line}\n${quoted.join('\n')}\n`,
    html: html && `${html}\n<p>${escaped(line)}</p>\n<blockquote type="cite">${htmlOfText(said)}</blockquote>`,
  };
}

function htmlOfText(text: string): string {
  return escaped(text).replace(/\r?\n/g, '<br>\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The words of html, its blocks on lines of their own. */
export function textOfHtml(html: string): string {
  const broken = html.replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6]|\/blockquote)\b[^>]*>/gi, '$&\n');
  return sanitizeHtml(broken, { allowedTags: [], allowedAttributes: {} })
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
