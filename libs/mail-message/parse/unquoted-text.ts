import EmailReplyParser from 'email-reply-parser';

/** Its expressions take their time on longer texts, and what is newest stands at the top. */
const LONGEST = 64 * 1024;

/** A text without what it quotes from earlier mails; undefined when there is no text, or too much to tell. */
export function unquotedText(text: string | undefined): string | undefined {
  if (text === undefined || text.length > LONGEST) return undefined;
  const fragments = new EmailReplyParser().read(text).getFragments();
  return fragments
    .filter((fragment) => !fragment.isQuoted())
    .map((fragment) => fragment.getContent())
    .join('\n')
    .trim();
}
