import type { Masker } from '#activities/masking.rules.js';
import { withoutRecordKeys } from '#record-key/find-record-keys.rules.js';
import type { AliasId } from '#runtime/ids.js';

/** What a mail is about: a record of a table, by the table's number (docs/records-by-email.md). */
export interface MailRecord {
  readonly table: number;
  readonly id: string;
}

/**
 * answer: what an agent has written. acknowledgement: that a mail has come. refusal: that nothing has become of it. notification:
 * that something is to be read.
 */
export const MAIL_KINDS = ['answer', 'acknowledgement', 'refusal', 'notification'] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

/** A file of a mail; its bytes are read when the mail is sent. */
export interface MailFile {
  readonly fileName: string;
  readonly contentType: string;
  /** Null: it is no part of the html. */
  readonly contentId: string | null;
  readonly blobKey: string;
  readonly size: number;
  readonly sha256: string;
}

/** A mail as whoever wants it sent says it; keys, reply address and Message-ID are added to it. */
export interface NewMail {
  readonly kind: MailKind;
  /** Undefined: it is about none, and a reply to it leads nowhere. */
  readonly record: MailRecord | undefined;
  /** The activity that it is; its state follows that of the mail. */
  readonly activityId: string | undefined;
  /** Whom it is from: the address of the alias, under the name of its department. */
  readonly aliasId: AliasId;
  /** As the header shows them. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Whom this mail goes to, at least one; those who get another version of it are in a mail of their own. */
  readonly recipients: readonly [string, ...string[]];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly files: readonly MailFile[];
  /** Message-IDs without `<>`: what it answers, and what came before that, the oldest first. */
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  /** RFC 3834: nobody has written it. */
  readonly automatic: 'auto-replied' | 'auto-generated' | undefined;
}

/** What a mail says, as it is kept until it is sent: every attempt sends the same. */
export interface MailContent {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly files: readonly MailFile[];
  /** ISO 8601. */
  readonly date: string;
  /** Without `<>`, as the next two. */
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly automatic: 'auto-replied' | 'auto-generated' | null;
  /** The key of the record for the header X-Casemgr-Record; null without one. */
  readonly recordKey: string | null;
}

/** What people have written is masked; the key in the subject is not, or no reply would find its way. */
export function maskedContent(content: MailContent, mask: Masker): MailContent {
  const { subject, text, html } = content;
  const said = withoutRecordKeys(subject);
  return {
    ...content,
    subject: subject.startsWith(said) ? `${mask(said)}${subject.slice(said.length)}` : mask(subject),
    text: mask(text),
    html: html === null ? null : mask(html),
  };
}

/** The record that a reply address leads to. */
export interface AddressedRecord {
  readonly tableNumber: number;
  readonly recordId: string;
  /** Keys of the addresses that the mail was sent to. */
  readonly recipientKeys: readonly string[];
}
