import type { ActorRecord } from '#auth/actor.js';
import type { AttachmentId, RecordId, RecordTableId } from '#runtime/ids.js';

/** Who wrote a mail that came to a record, as it says itself; `userId`: the user that it has proven to be. */
export interface SenderRecord {
  readonly actor: 'sender';
  readonly address: string;
  readonly name: string | null;
  readonly userId?: string;
}

/** Who creates and changes records, as it is stored with them. */
export type RecordAuthor = ActorRecord | SenderRecord;

/** What a field holds once it is stored; append-only fields and files have rows of their own. */
export type FieldValue = string | number | boolean | readonly string[];

export interface StoredRecord {
  readonly id: RecordId;
  readonly tableId: RecordTableId;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly closedAt: Date | null;
  readonly deletedAt: Date | null;
  /** The record that stands for this one. */
  readonly mergedInto: RecordId | null;
  readonly createdBy: RecordAuthor;
  readonly createdAt: Date;
  readonly lastModifiedBy: RecordAuthor;
  readonly lastModifiedAt: Date;
}

/** An entry of an append-only field. */
export interface RecordEntry {
  readonly id: string;
  readonly field: string;
  readonly content: string;
  readonly author: RecordAuthor;
  /** Whether it is certain that the author is who it says. */
  readonly verified: boolean;
  readonly messageId: string | null;
  readonly activityId: string | null;
  readonly createdAt: Date;
  /** The content was taken out, because its author is to be forgotten. */
  readonly isErased: boolean;
}

/** A file in a field. */
export interface RecordFile {
  readonly field: string;
  readonly attachmentId: AttachmentId;
}
