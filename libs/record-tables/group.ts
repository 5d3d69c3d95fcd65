import type { GroupId, UserId } from '#runtime/ids.js';

/** What the users of a group may do in one table. */
export interface TableGrant {
  readonly create: boolean;
  readonly read: boolean;
  readonly update: boolean;
  /** The names of the fields that may be written. */
  readonly fields: readonly string[];
}

/** Users, and what they may do with records (records-by-email.md RI-1). */
export interface Group {
  readonly id: GroupId;
  readonly name: string;
  readonly userIds: readonly UserId[];
  /** By the name of the table. */
  readonly tables: Readonly<Record<string, TableGrant>>;
}
