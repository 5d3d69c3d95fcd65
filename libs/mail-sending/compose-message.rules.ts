/** What a mail is made of when it is sent: records-by-email.md RO-3 to RO-6. */
import type { Readable } from 'node:stream';
import type { SendMailOptions } from 'nodemailer';
import { cleanFileName } from '#attachments/attachment.rules.js';
import { OWN_HEADER } from '#mail-message/own-mark.js';
import { RECORD_KEY_HEADER } from '#record-key/find-record-keys.rules.js';
import { contentIdText, displayName, headerText, mediaType, messageIdText } from './header-text.rules.js';
import type { MailContent, MailFile } from './outgoing-mail.js';

interface Envelope {
  /** Empty for the null return path, to which nobody answers. */
  readonly sender: string;
  readonly recipients: readonly string[];
}

interface OpenFile {
  readonly file: MailFile;
  readonly content: Readable;
}

/** Who gets it is what the envelope says, whatever the headers show. */
export function messageOptions(
  content: MailContent,
  envelope: Envelope,
  files: readonly OpenFile[],
  ownMark: string,
): SendMailOptions {
  const { from, to, cc, replyTo, inReplyTo, automatic, recordKey, html } = content;
  const answered = inReplyTo === null ? undefined : messageIdText(inReplyTo);
  const references = content.references.flatMap((id) => messageIdText(id) ?? []);
  return {
    envelope: { from: envelope.sender, to: [...envelope.recipients] },
    from: { name: displayName(from.name), address: from.address },
    to: to.map(withoutName),
    cc: cc.map(withoutName),
    ...(replyTo !== null && { replyTo: withoutName(replyTo) }),
    subject: headerText(content.subject),
    date: new Date(content.date),
    messageId: `<${content.messageId}>`,
    ...(answered !== undefined && { inReplyTo: `<${answered}>` }),
    ...(references.length > 0 && { references: references.map((id) => `<${id}>`) }),
    headers: {
      [OWN_HEADER]: ownMark,
      ...(recordKey !== null && { [RECORD_KEY_HEADER]: headerText(recordKey) }),
      ...(automatic !== null && { 'Auto-Submitted': automatic, 'X-Auto-Response-Suppress': 'All' }),
    },
    text: content.text,
    ...(html !== null && { html }),
    attachments: files.map(({ file, content: bytes }) => attachmentOf(file, bytes)),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function withoutName(address: string): { name: string; address: string } {
  return { name: '', address };
}

function attachmentOf({ fileName, contentType, contentId }: MailFile, content: Readable) {
  const cid = contentId === null ? undefined : contentIdText(contentId);
  return {
    filename: cleanFileName(fileName),
    contentType: mediaType(contentType),
    content,
    ...(cid !== undefined && { cid, contentDisposition: 'inline' }),
  };
}
