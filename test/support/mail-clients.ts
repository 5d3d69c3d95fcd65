import type { SendMailOptions } from 'nodemailer';
import type { SunkMail } from './smtp-sink.js';

/** What a mail program makes of an answer: its subject, and what it puts below the words that were written. */
interface MailClient {
  readonly prefix: string;
  readonly text: (words: string, answered: SunkMail) => string;
  readonly html: (words: string, answered: SunkMail) => string;
}

const WRITER = 'Service <service@desk.example>';

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>\n');

const quotedLines = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n');

const said = ({ message }: SunkMail): string => message.text ?? '';

/** How the programs that most mail is written with quote, in text and in html. */
export const MAIL_CLIENTS: Readonly<Record<string, MailClient>> = {
  Outlook: {
    prefix: 'RE',
    text: (words, answered) =>
      [
        words,
        '',
        '________________________________',
        `From: ${WRITER}`,
        'Sent: Friday, November 20, 2026 5:00 PM',
        'To: Rosa <rosa@new.example>',
        `Subject: ${answered.message.subject}`,
        '',
        said(answered),
      ].join('\n'),
    html: (words, answered) =>
      '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal { margin: 0cm }</style></head>' +
      `<body lang="EN-GB"><div class="WordSection1"><p class="MsoNormal">${inHtml(words)}<o:p></o:p></p>` +
      '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>' +
      '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">' +
      `<b>From:</b> ${inHtml(WRITER)}<br><b>Sent:</b> Friday, November 20, 2026 5:00 PM<br>` +
      `<b>To:</b> Rosa &lt;rosa@new.example&gt;<br><b>Subject:</b> ${inHtml(answered.message.subject)}<o:p></o:p></p></div></div>` +
      `<p class="MsoNormal">${inHtml(said(answered))}<o:p></o:p></p></div></body></html>`,
  },
  Gmail: {
    prefix: 'Re',
    text: (words, answered) =>
      `${words}\n\nOn Fri, Nov 20, 2026 at 5:00 PM Service <service@desk.example>\nwrote:\n\n${quotedLines(said(answered))}\n`,
    html: (words, answered) =>
      `<div dir="ltr">${inHtml(words)}</div><br><div class="gmail_quote gmail_quote_container">` +
      '<div dir="ltr" class="gmail_attr">On Fri, Nov 20, 2026 at 5:00 PM Service ' +
      '&lt;<a href="mailto:service@desk.example">service@desk.example</a>&gt; wrote:<br></div>' +
      '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204)">' +
      `${inHtml(said(answered))}</blockquote></div>`,
  },
  'Apple Mail': {
    prefix: 'Re',
    text: (words, answered) =>
      `${words}\n\n> On 20 Nov 2026, at 17:00, ${WRITER} wrote:\n> \n${quotedLines(said(answered))}\n`,
    html: (words, answered) =>
      '<html><head></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">' +
      `${inHtml(words)}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite">` +
      `<div>On 20 Nov 2026, at 17:00, ${inHtml(WRITER)} wrote:</div><br class="Apple-interchange-newline">` +
      `<div><div>${inHtml(said(answered))}</div></div></blockquote></div><br></body></html>`,
  },
};

/** The answer of somebody who has got `answered`, as the program sends it. */
export function replyOf({ prefix, text, html }: MailClient, answered: SunkMail, words: string): SendMailOptions {
  const { messageId, replyTo, subject } = answered.message;
  const reference = messageId === undefined ? undefined : `<${messageId}>`;
  return {
    from: `Rosa <${answered.to[0]}>`,
    to: replyTo.map(({ address }) => address),
    subject: `${prefix}: ${subject.replace(/^re: /i, '')}`,
    inReplyTo: reference,
    references: reference,
    text: text(words, answered),
    html: html(words, answered),
  };
}
