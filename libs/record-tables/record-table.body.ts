import { Choice, Flag, Items, Key, Text, TextList } from '#wire/body-members.js';
import { ON_CLOSED, RECORD_FIELD_TYPES, type OnClosed, type RecordFieldType } from './record-table.js';

/** Names stand in paths, in queries and as the names of XML elements. */
const NAME = {
  pattern: /^[a-z][A-Za-z0-9]*$/,
  reason: 'it must be letters and digits, and begin with a small letter',
};

/** Fields of one table. */
export const MOST_FIELDS = 200;

/** A field, recognised by its name within its table. */
export class RecordFieldBody {
  @Key(63, NAME)
  name!: string;

  @Text(255)
  label?: string | null;

  @Choice(RECORD_FIELD_TYPES, { isRequired: true })
  type!: RecordFieldType;

  @Flag()
  required?: boolean | null;

  /** What a choice may be. */
  @TextList(1_000, 255)
  values?: string[] | null;

  /** The table whose records a link names, or `case`, `customer`. */
  @Text(63)
  table?: string | null;

  @Flag()
  active?: boolean | null;
}

/** A table of records, recognised by its name (records-by-email.md RT-1). */
export class RecordTableBody {
  @Key(63, NAME)
  name!: string;

  @Text(255)
  label?: string | null;

  @Choice(ON_CLOSED)
  onClosed?: OnClosed | null;

  @Items(() => RecordFieldBody, MOST_FIELDS)
  fields?: RecordFieldBody[] | null;

  @Flag()
  active?: boolean | null;
}
