import { addressKey } from '#email-address/email-address.rules.js';
import type { HeaderOutcome } from '#activities/mail-details.js';
import type { MailAccount } from '#configuration/mail-account.rules.js';
import type { DeskValues } from '#mail-message/desk/desk-values.js';
import type { ReadMessage } from '#mail-message/message.js';
import type { RecordReference } from '#record-mail/record-reference.rules.js';
import type { Degraded } from './degrade.rules.js';
import type { JournalEntry } from './journal.js';
import type { Parties } from './parties.rules.js';

/** A mail, read, with everything that is known about it before anything stored is looked at. */
export interface ReadMail {
  readonly entry: Pick<
    JournalEntry,
    'id' | 'holder' | 'envelopeFrom' | 'released' | 'releasedBy' | 'isBelated' | 'receivedAt'
  >;
  /** Of the alias that it came for, whatever it came in by. */
  readonly account: MailAccount;
  readonly message: ReadMessage;
  /** Why only its headers are known; undefined when all of it was read. */
  readonly fault: string | undefined;
  readonly body: Degraded;
  readonly parties: Parties;
  /** The record that it carries a key of. */
  readonly reference: RecordReference | undefined;
  readonly values: DeskValues;
  readonly headerOutcomes: readonly HeaderOutcome[];
  /** Whether its headers are believed. */
  readonly isTrusted: boolean;
  /** Whether a system that the account knows has sent it. */
  readonly isFromSystem: boolean;
  /** Whether the sender is who it says. */
  readonly isAuthenticated: boolean;
  /** Whether a client application has handed it over for its author. */
  readonly isSubmitted: boolean;
  /** Whether the domain of its author stands behind it. */
  readonly isDomainVerified: boolean;
  readonly authentication: unknown;
  /** Its Message-ID, or one made of its content. */
  readonly messageId: string;
  readonly bodyHash: string;
  readonly dedupKey: string | undefined;
}

/** ML-1; what a trusted system says about its own mail is more than that it is automatic (MX-14). */
export function isAutomatic({ message, values }: ReadMail): boolean {
  const isSpokenFor =
    values.direction !== undefined || values.customer !== undefined || values.externalId !== undefined;
  return message.automatic !== undefined && !isSpokenFor;
}

/** Whether nobody is to be answered, by the envelope: whatever else the mail says about itself (RFC 5321 §4.5.5). */
export function isFromNobody({ message, entry }: Pick<ReadMail, 'message' | 'entry'>): boolean {
  return entry.envelopeFrom === '' || message.automatic === 'null-return-path';
}

/** Key of the address that a mail proves to be in use, whatever a bounce has said of it before (ML-2). */
export function reachedKey({ isAuthenticated, message, parties }: ReadMail): string | undefined {
  const { author, direction } = parties;
  const isProof = isAuthenticated && direction === 'in' && message.bounce === undefined;
  return author && isProof ? addressKey(author.address) : undefined;
}
