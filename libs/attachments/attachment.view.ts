import { DATE, exactly, FLAG, ID, listing, named, TEXT } from '#http/answer-schema.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { isBlockedFile } from './attachment.rules.js';
import type { StoredAttachment } from './attachment.store.js';

const ATTACHMENT = exactly(
  {
    link: named('Link'),
    fileName: TEXT,
    contentType: TEXT,
    size: { type: 'integer', description: 'Bytes' },
    inline: FLAG,
    contentId: { type: ['string', 'null'], description: 'What the html names as cid:' },
    blocked: FLAG,
    id: ID,
  },
  {
    altId: { type: 'string', format: 'uuid', description: 'Of a single attachment' },
    contentUrl: { type: 'string', format: 'uri', description: 'With $attribute=contentUrl or all' },
    created: { ...DATE, description: 'With $attribute=created or all' },
  },
);

export const ATTACHMENTS = listing('attachment', ATTACHMENT);

interface ViewOptions {
  readonly blockedFileExtensions: readonly string[];
  /** The customer that the caller acts for, if not itself: links carry it on. */
  readonly onBehalfOf: string | undefined;
}

/** An attachment as the list of an activity shows it (REF §3.3). Blocked is what the settings block now, not when it came. */
export function attachmentView(attachment: StoredAttachment, options: ViewOptions): Record<string, AnswerTree> {
  const { id, activityId, fileName, contentType, size, inline, contentId } = attachment;
  const query = options.onBehalfOf === undefined ? '' : `?customer=${encodeURIComponent(options.onBehalfOf)}`;
  return {
    link: { rel: 'self', href: `/core/casemgr/v3/activity/${String(activityId)}/attachment/${id}${query}` },
    fileName,
    contentType,
    size,
    inline,
    contentId,
    blocked: isBlockedFile(fileName, options.blockedFileExtensions),
    id,
  };
}

/** One attachment with what only its own resource shows. */
export function singleAttachmentView(
  attachment: StoredAttachment,
  options: ViewOptions,
  extra: { readonly contentUrl?: string | undefined; readonly created?: string | undefined },
): AnswerTree {
  const { link, ...members } = attachmentView(attachment, options);
  return { link, altId: attachment.altId, ...members, ...extra };
}
