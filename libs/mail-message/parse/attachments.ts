/** The attachments of a mail: named, typed and unpacked (mail-gateway.md MM-4). */
import { fileTypeFromBuffer } from 'file-type';
import { cleanFileName } from '#attachments/attachment.rules.js';
import { decodedText } from '../clean-text.rules.js';
import type { MessageAttachment } from '../message.js';
import type { MimePart } from './mime-parts.rules.js';
import { readTnef, type Tnef } from './tnef.rules.js';

export const MOST_ATTACHMENTS = 1000;

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** What content shows when it is true, so a declaration alone is not believed. */
const SHOWN_BY_CONTENT = /^(?:image\/(?!svg)|audio\/|video\/|application\/(?:pdf|zip|gzip|x-rar|x-7z)\b)/;

const OCTETS = 'application/octet-stream';

export interface Unpacked {
  readonly attachments: readonly MessageAttachment[];
  /** Of winmail.dat, for mails that have no other. */
  readonly text?: string;
  readonly html?: string;
}

export async function readAttachments(parts: readonly MimePart[], html: string | undefined): Promise<Unpacked> {
  const attachments: MessageAttachment[] = [];
  const packed: Tnef[] = [];
  for (const part of parts.slice(0, MOST_ATTACHMENTS)) {
    const { contentId, fileName, type } = part;
    const content = part.content();
    if (part.type.startsWith('multipart/') && content.length === 0) continue;
    const tnef = isTnef(part) ? readTnef(content) : undefined;
    if (!tnef) {
      attachments.push(await toAttachment({ content, contentId }, type, fileName, html));
      continue;
    }
    packed.push(tnef);
    const shown = html ?? tnef.html;
    for (const file of tnef.attachments.slice(0, MOST_ATTACHMENTS - attachments.length)) {
      attachments.push(await toAttachment(file, file.contentType ?? OCTETS, file.name, shown));
    }
  }
  return {
    attachments,
    text: packed.find(({ text }) => text !== undefined)?.text,
    html: packed.find((tnef) => tnef.html !== undefined)?.html,
  };
}

function isTnef({ type, fileName }: MimePart): boolean {
  return (
    type === 'application/ms-tnef' || type === 'application/vnd.ms-tnef' || fileName?.toLowerCase() === 'winmail.dat'
  );
}

async function toAttachment(
  { content, contentId }: { readonly content: Uint8Array<ArrayBuffer>; readonly contentId?: string },
  declared: string,
  fileName: string | undefined,
  html: string | undefined,
): Promise<MessageAttachment> {
  const contentType = await typeOf(content, declared.toLowerCase());
  return {
    name: cleanFileName(decodedText(fileName ?? '') || defaultName(contentType)),
    contentType,
    ...(contentId !== undefined && { contentId: contentId.slice(0, 255).toWellFormed() }),
    inline: contentId !== undefined && html !== undefined && refersTo(html, contentId),
    content,
  };
}

/** A mail that is forwarded or returned stays a mail, whatever its first bytes look like. */
async function typeOf(content: Uint8Array, declared: string): Promise<string> {
  if (/^(?:message|text)\//.test(declared) && MEDIA_TYPE.test(declared)) return declared;
  const found = await fileTypeFromBuffer(content);
  if (found) return found.mime;
  return MEDIA_TYPE.test(declared) && !SHOWN_BY_CONTENT.test(declared) ? declared : OCTETS;
}

function refersTo(html: string, contentId: string): boolean {
  return html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`);
}

function defaultName(contentType: string): string {
  if (contentType === 'message/rfc822') return 'message.eml';
  return contentType === 'text/calendar' ? 'invitation.ics' : 'attachment';
}
