/**
 * What a raw mail says, once it was read: the input of every decision about it (mail-gateway.md MM-4). Nothing in here is
 * trusted: addresses, dates and names are claims of whoever wrote the mail.
 */

import type { SignedHeaders } from './desk/desk-signature.js';

export interface MailAddress {
  /** The display name, decoded, without control and direction characters; empty when there is none. */
  readonly name: string;
  /** A valid address (`emailAddressFault`), as written. */
  readonly address: string;
}

/** An `x-desk-…` header of the raw header block (MX-10, MX-13). */
export interface RawDeskHeader {
  /** In lower case, with the prefix. */
  readonly name: string;
  /** What follows the prefix, in lower case: `case-labels`. */
  readonly field: string;
  /** Unfolded, before encoded words are decoded; what addresses are read from and what is signed. */
  readonly raw: string;
  /** Decoded, without control and direction characters, trimmed. */
  readonly value: string;
  /** Why it must not be used, such as a limit that it passes; `raw` and `value` are empty then. */
  readonly fault?: string;
}

/** Why a mail counts as automatic (ML-1, RFC 3834); `auto-replied`: a program answers a mail with it. */
export type AutomaticReason = 'auto-replied' | 'auto-submitted' | 'null-return-path' | 'bulk' | 'list';

export interface BouncedRecipient {
  readonly address: string;
  /** RFC 3464 §2.3.3, in lower case: failed, delayed, delivered, relayed, expanded. */
  readonly action: string;
  /** RFC 3463, such as 5.1.1; empty when the report has none. */
  readonly status: string;
}

/** A delivery status notification (ML-2, RFC 3464). */
export interface Bounce {
  /** Of the mail that was not delivered, without `<>`. */
  readonly originalMessageId?: string;
  readonly recipients: readonly BouncedRecipient[];
}

export interface MessageAttachment {
  /** Safe to store and to show; never empty. */
  readonly name: string;
  /** By content where content tells, else as declared. */
  readonly contentType: string;
  /** Without `<>`. */
  readonly contentId?: string;
  /** Shown within the html, which refers to it by its Content-ID. */
  readonly inline: boolean;
  readonly content: Uint8Array;
}

/** What the header block alone says; known even when the rest of the mail cannot be read. */
export interface MessageHeaders {
  /** Without `<>`; undefined when there is none. */
  readonly messageId?: string;
  /** At most 100, the latest last. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** Of all From headers: unless it is exactly one, nobody knows who wrote the mail. */
  readonly from: readonly MailAddress[];
  readonly sender?: MailAddress;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** Delivered-To and X-Original-To, from top to bottom. */
  readonly deliveredTo: readonly string[];
  readonly subject: string;
  readonly date?: Date;
  readonly automatic?: AutomaticReason;
  /** What one message can show alone (ML-3). */
  readonly loop?: { readonly reason: string };
  readonly receivedCount: number;
  /** Whether it has a signature of a server (DKIM, ARC), good or not. */
  readonly isSigned: boolean;
  /** What is wrong with it and was read all the same, such as `2 From headers`; at most 20. */
  readonly defects: readonly string[];
  readonly desk: readonly RawDeskHeader[];
  /** Values of X-Casemgr-Record, from top to bottom; at most 10 (records-by-email.md RK-3). */
  readonly recordKeys: readonly string[];
  /** What is under `x-desk-auth`, and what that header says; undefined unless it is there exactly once (MX-15). */
  readonly deskSignature?: { readonly written: string; readonly signed: SignedHeaders };
}

/** What is made of a message to be understood, not shown; what takes too long to make is not there. */
export interface MessageWords {
  /** The words of `html`, in a message that has no text. */
  readonly htmlText?: string;
  /** `text`, or else `htmlText`, without what it quotes or passes on; undefined when it is too long to tell. */
  readonly unquotedText?: string | undefined;
}

export interface ReadMessage extends MessageHeaders, MessageWords {
  /** Of what makes two mails the same whatever way they came: authors, recipients, subject, date, desk headers and body (MN-7). */
  readonly contentHash: string;
  /** Of what is in its attachments; undefined without any. */
  readonly filesHash?: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly MessageAttachment[];
  readonly bounce?: Bounce;
}

export interface MessageOptions {
  /** Of the desk headers, such as `x-desk-` (MX-12). */
  readonly prefix: string;
  /** MAIL FROM, empty for the null return path; undefined when nobody told. */
  readonly envelopeFrom?: string;
  /** Of this installation (own-mark.ts). */
  readonly ownMark?: string;
}

export type UnreadableReason = 'size' | 'structure' | 'time' | 'memory' | 'crash';

/** A mail that its reader could not read within its limits (MN-5); the next one is read all the same. */
export class MessageUnreadable extends Error {
  override readonly name = 'MessageUnreadable';

  constructor(
    readonly reason: UnreadableReason,
    message: string,
  ) {
    super(message);
  }
}
