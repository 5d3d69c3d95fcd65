import type { ActorRecord } from '#auth/actor.js';
import type { ActivityId, CaseId, DepartmentId } from '#runtime/ids.js';

/** How a mail came in (mail-gateway.md §1). */
export const DOORS = ['smtp', 'lmtp', 'imap', 'http', 'pipe', 'import'] as const;

export type Door = (typeof DOORS)[number];

/** What became of a mail for one account (mail-gateway.md MN-3). */
export const OUTCOMES = ['created', 'updated', 'noted', 'held', 'discarded', 'duplicate', 'failed'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** What a door knows about who handed the mail over; nothing of it is in the mail itself. */
export interface Handover {
  readonly door: Door;
  /** MAIL FROM: empty for the null return path, undefined when the door has no envelope. */
  readonly envelopeFrom: string | undefined;
  /** Of the connection; undefined where there was none. */
  readonly remoteAddress: string | undefined;
  /** What the client called itself: HELO. */
  readonly clientName: string | undefined;
  /** The client application that authenticated itself. */
  readonly submittedBy: ActorRecord | undefined;
  /** Whether it comes long after it was sent: an import, or what a mailbox held when it was opened. */
  readonly isBelated: boolean;
}

/** One row of the journal while it is worked on. */
export interface JournalEntry extends Handover {
  readonly id: string;
  readonly account: string;
  readonly departmentId: DepartmentId;
  readonly envelopeTo: string | undefined;
  readonly sha256: string;
  readonly size: number;
  /** The bytes of a small mail; a large one is a blob. */
  readonly content: Uint8Array | undefined;
  readonly blobKey: string | undefined;
  readonly receivedAt: Date;
  /** How often it was taken up, this time included. */
  readonly attempts: number;
  /** Somebody has looked at it, and let it go. */
  readonly released: boolean;
  /** The user whose rights count for that; null: whoever has let it go may do everything in all tables. */
  readonly releasedBy: string | null;
  /** Whoever works on it; a row is settled by its holder only. */
  readonly holder: string;
}

/** What is written about a mail when its fate is known. */
export interface Fate {
  readonly outcome: Outcome;
  /** English; why, where the outcome alone does not tell. */
  readonly reason: string | undefined;
  /** What else people should know, such as a broken charset. */
  readonly remarks: readonly string[];
  readonly messageId: string | undefined;
  readonly subject: string | undefined;
  /** Key of the address that it is from. */
  readonly sender: string | undefined;
  /** Key of the customer's address, who need not have sent it. */
  readonly customerKey: string | undefined;
  readonly contentHash: string | undefined;
  readonly bodyHash: string | undefined;
  /** What no two mails of an account have that both became something; undefined for those that did not. */
  readonly dedupKey: string | undefined;
  /** Of a duplicate: what the mail has become that it repeats. */
  readonly originalActivityId: ActivityId | undefined;
  /** The account whose mail it is, and its department: fetched mail may be for another one than its mailbox's. */
  readonly account: string;
  readonly departmentId: DepartmentId;
}

/** A row as it is listed. */
export interface JournalRow {
  readonly id: string;
  readonly account: string;
  readonly departmentId: DepartmentId;
  readonly door: Door;
  readonly envelopeFrom: string | null;
  readonly envelopeTo: string | null;
  readonly remoteAddress: string | null;
  readonly submittedBy: ActorRecord | null;
  readonly size: number;
  readonly sha256: string;
  readonly receivedAt: Date;
  readonly attempts: number;
  readonly outcome: Outcome | null;
  readonly reason: string | null;
  readonly remarks: readonly string[];
  readonly messageId: string | null;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly activityId: ActivityId | null;
  readonly caseId: CaseId | null;
  /** The record of a table, or the customer, that it is about without a case. */
  readonly record: { readonly table: string; readonly id: string } | null;
  readonly processedAt: Date | null;
}
