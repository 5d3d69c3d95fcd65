import type { RecordTableId } from '#runtime/ids.js';

/** What a field of a record holds (records-by-email.md RT-2). */
export const RECORD_FIELD_TYPES = [
  'text',
  'longText',
  'number',
  'boolean',
  'date',
  'datetime',
  'choice',
  'multiChoice',
  'email',
  'link',
  'appendOnly',
  'files',
] as const;

export type RecordFieldType = (typeof RECORD_FIELD_TYPES)[number];

/** What mail to a closed record does: opens it again, is added to it, or makes a new one that is linked to it. */
export const ON_CLOSED = ['reopen', 'append', 'new'] as const;

export type OnClosed = (typeof ON_CLOSED)[number];

/** What has a manager of its own and can be linked to as if it were a table (RT-20). */
export const LINKED_NOUNS = ['case', 'customer'] as const;

export type LinkedNoun = (typeof LINKED_NOUNS)[number];

export interface RecordField {
  readonly name: string;
  readonly label: string;
  readonly type: RecordFieldType;
  readonly required: boolean;
  /** What a choice may be; empty for other types. */
  readonly values: readonly string[];
  /** The name of the table whose records a link names, or one of `LINKED_NOUNS`; null for other types. */
  readonly table: string | null;
  /** A field that is switched off is neither shown nor written. */
  readonly active: boolean;
}

/** A table that an administrator has defined, recognised by its name. Its id is its number, which is never used again. */
export interface RecordTable {
  readonly id: RecordTableId;
  readonly name: string;
  readonly label: string;
  readonly onClosed: OnClosed;
  readonly fields: readonly RecordField[];
  readonly active: boolean;
}

/** The field of this name, if it is in use. */
export function findField(table: RecordTable, name: string): RecordField | undefined {
  return table.fields.find((field) => field.name === name && field.active);
}

/** What a link names that is no record; undefined for links to records, and for other types. */
export function linkedNounOf({ type, table }: Pick<RecordField, 'type' | 'table'>): LinkedNoun | undefined {
  return type === 'link' ? LINKED_NOUNS.find((noun) => noun === table) : undefined;
}

/** The names of the fields in use that say who takes part in a record. */
export function addressFieldsOf({ fields }: Pick<RecordTable, 'fields'>): string[] {
  return fields.flatMap(({ active, type, name }) => (active && type === 'email' ? [name] : []));
}
