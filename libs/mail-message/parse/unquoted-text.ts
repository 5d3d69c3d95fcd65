import EmailReplyParser from 'email-reply-parser';
import { attributionLine, linesBefore, quotationLine } from './quotation.rules.js';

/** Its expressions take their time on longer texts, and what is newest stands at the top. */
const LONGEST = 64 * 1024;

/**
 * What the writer of a text has written, without mails that it answers or passes on; undefined when there is no text, or too much
 * to tell. The library knows quotes that are marked line by line, between which there may be answers; below those that are not
 * marked, nothing is taken for the writer's.
 */
export function unquotedText(text: string | undefined): string | undefined {
  if (text === undefined || text.length > LONGEST) return undefined;
  const lines = text.split(/\r\n|\n|\r/);
  const fragments = new EmailReplyParser().read(linesBefore(lines, quotationLine(lines)).join('\n')).getFragments();
  const unmarked = fragments
    .filter((fragment) => !fragment.isQuoted())
    .flatMap((fragment) => fragment.getContent().split('\n'));
  return linesBefore(unmarked, attributionLine(unmarked)).join('\n').trim();
}
