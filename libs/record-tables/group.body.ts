import { Flag, ItemsByName, Key, TextList } from '#wire/body-members.js';
import { MOST_FIELDS } from './record-table.body.js';

/** What a group may do in a table; what is left out is not allowed. */
export class TableGrantBody {
  @Flag()
  create?: boolean | null;

  @Flag()
  read?: boolean | null;

  @Flag()
  update?: boolean | null;

  /** The names of the fields that may be written. */
  @TextList(MOST_FIELDS, 255)
  fields?: string[] | null;
}

/** A group of users, recognised by its name without regard to case (records-by-email.md RI-1). */
export class GroupBody {
  @Key(255)
  name!: string;

  /** Logins. */
  @TextList(10_000, 255)
  users?: string[] | null;

  /** By the names of tables. */
  @ItemsByName(() => TableGrantBody, 1_000)
  tables?: Map<string, TableGrantBody> | null;
}
