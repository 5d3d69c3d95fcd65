/**
 * Ids are 64-bit database keys carried as decimal strings: JSON numbers would lose digits, and casemgr.md B-20 has them
 * emitted as strings. Message centers and issue types have ids that an admin chooses, so theirs are plain text.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type ActivityId = Branded<'activity'>;
export type AliasId = Branded<'alias'>;
export type AttachmentId = Branded<'attachment'>;
export type CaseId = Branded<'case'>;
export type ClientId = Branded<'client'>;
export type ContactId = Branded<'contact'>;
export type ContactPointId = Branded<'contactPoint'>;
export type CustomerId = Branded<'customer'>;
export type DepartmentId = Branded<'department'>;
export type GroupId = Branded<'group'>;
export type QueueId = Branded<'queue'>;
export type RecordId = Branded<'record'>;
/** The number of a table, from 16 on: smaller ones are kept for the tables that are built in. */
export type RecordTableId = Branded<'recordTable'>;
export type UserId = Branded<'user'>;

const LARGEST_KEY = 9_223_372_036_854_775_807n;

/** Whether a text can be a database key at all; one that cannot is an id that is not found (casemgr.md B-20). */
export function isDatabaseKey(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST_KEY;
}
