/** What of a mail fits into an activity: mail-gateway.md MM-5. Where the API refuses, a mail loses parts, and says which. */
import { isBlockedFile } from '#attachments/attachment.rules.js';
import type { MessageAttachment, MessageHeaders, ReadMessage } from '#mail-message/message.js';
import { maximumBodyBytes, maximumEmailBytes, type Settings } from '#settings/settings.js';

/** The parts of a mail that an activity shows. */
export interface MailBody {
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly attachments: readonly MessageAttachment[];
}

export interface Degraded extends MailBody {
  readonly contentBytes: number;
  readonly attachmentBytes: number;
  /** What was left out or cut, for people. */
  readonly remarks: readonly string[];
}

/** The names of the files that content which was cut is in as it was, and of a mail that cannot be read. */
export const WHOLE_CONTENT = ['body.txt', 'body.html'];
export const WHOLE_MAIL = 'mail.eml';

/** How what is said about them begins: in the remarks, and in the text. */
export const CUT = 'the content is longer than the limit of ';
export const UNREAD = 'This mail could not be read, and is attached as it came. The reason: ';

const ENCODER = new TextEncoder();

/** What is known of a mail that cannot be read, with the mail as it came as its only file (mail-gateway.md MN-5). */
export function unreadMessage(headers: MessageHeaders, raw: Uint8Array, sha256: string, fault: string): ReadMessage {
  return {
    ...headers,
    contentHash: sha256,
    text: `${UNREAD}${fault}`,
    attachments: [{ name: WHOLE_MAIL, contentType: 'message/rfc822', inline: false, content: raw }],
  };
}

/** Cuts content that is too long and keeps it whole as an attachment; leaves out files that are not allowed or too large. */
export function degrade(body: MailBody, settings: Settings): Degraded {
  const remarks: string[] = [];
  const content = cutContent(body, maximumBodyBytes(settings), remarks);
  const allowed = allowedFiles([...content.wholes, ...body.attachments], settings, remarks);
  const contentBytes = byteLength(content.text) + byteLength(content.html);
  const attachmentBytes = allowed.reduce((sum, file) => sum + file.content.length, 0);
  const limit = maximumEmailBytes(settings);
  if (contentBytes + attachmentBytes <= limit) {
    return { text: content.text, html: content.html, attachments: allowed, contentBytes, attachmentBytes, remarks };
  }
  remarks.push(
    `the mail has ${contentBytes + attachmentBytes} bytes, more than the limit of ${limit}: its attachments were left out`,
  );
  return { text: content.text, html: content.html, attachments: [], contentBytes, attachmentBytes: 0, remarks };
}

interface Content {
  readonly text: string | undefined;
  readonly html: string | undefined;
  /** The parts that were cut, as they were. */
  readonly wholes: readonly MessageAttachment[];
}

function cutContent({ text, html }: MailBody, limit: number, remarks: string[]): Content {
  if (byteLength(text) + byteLength(html) <= limit) return { text, html, wholes: [] };
  remarks.push(`${CUT}${limit} bytes: it was cut, and is attached as it was`);
  const wholes = [
    ...(text === undefined ? [] : [whole('body.txt', 'text/plain; charset=utf-8', text)]),
    ...(html === undefined ? [] : [whole('body.html', 'text/html; charset=utf-8', html)]),
  ];
  // Half an html document may show anything; half a text is the beginning of one.
  return { text: cutText(text ?? '', limit), html: undefined, wholes };
}

function whole(name: string, contentType: string, text: string): MessageAttachment {
  return { name, contentType, inline: false, content: ENCODER.encode(text) };
}

/** The longest beginning of a text that has at most so many bytes in UTF-8. */
function cutText(text: string, limit: number): string {
  const bytes = ENCODER.encode(text);
  if (bytes.length <= limit) return text;
  let end = limit;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return new TextDecoder().decode(bytes.subarray(0, end));
}

/** casemgr.md T-5. */
function allowedFiles(
  files: readonly MessageAttachment[],
  { blockedFileExtensions, maximumAttachmentsPerActivity }: Settings,
  remarks: string[],
): readonly MessageAttachment[] {
  const blocked = files.filter(({ name }) => isBlockedFile(name, blockedFileExtensions));
  if (blocked.length > 0) {
    remarks.push(`left out, because files of their type are blocked: ${blocked.map(({ name }) => name).join(', ')}`);
  }
  const others = files.filter((file) => !blocked.includes(file));
  const dropped = others.length - maximumAttachmentsPerActivity;
  if (dropped > 0)
    remarks.push(`${dropped} attachments beyond the first ${maximumAttachmentsPerActivity} were left out`);
  return others.slice(0, maximumAttachmentsPerActivity);
}

function byteLength(text: string | undefined): number {
  return Buffer.byteLength(text ?? '');
}
