/** What somebody may do with the records of a table (records-by-email.md RI-2, RI-3). API and mail ask the same function. */
import type { Actor, CustomerActor } from '#auth/actor.js';
import { MANAGE_PARTITION_RESOURCES } from '#auth/scopes.js';
import type { Group } from '#record-tables/group.js';
import { linkedNounOf, type RecordField, type RecordTable } from '#record-tables/record-table.js';
import type { LinkReader } from './link-reader.rules.js';

/** Rights in one table; whatever is not said is not allowed. */
export interface RecordRights {
  readonly create: boolean;
  readonly read: boolean;
  readonly update: boolean;
  /** The names of the fields that may be written; `all` those of the table. */
  readonly fields: ReadonlySet<string> | 'all';
}

export const NO_RIGHTS: RecordRights = { create: false, read: false, update: false, fields: new Set() };

export const ALL_RIGHTS: RecordRights = { create: true, read: true, update: true, fields: 'all' };

/** The sum of what the user's own groups may do; never of anybody else's. */
export function rightsOfUser(userId: string, table: RecordTable, groups: readonly Group[]): RecordRights {
  const grants = groups.flatMap(({ userIds, tables }) => {
    const grant = Object.hasOwn(tables, table.name) ? tables[table.name] : undefined;
    return grant && (userIds as readonly string[]).includes(userId) ? [grant] : [];
  });
  if (!table.active || grants.length === 0) return NO_RIGHTS;
  return {
    create: grants.some(({ create }) => create),
    read: grants.some(({ read }) => read),
    update: grants.some(({ update }) => update),
    fields: new Set(grants.flatMap(({ fields }) => fields)),
  };
}

/**
 * What a caller of the API may do, once its scopes have let it in: client applications work with all tables, and so do global
 * users who manage the partition; other users have the rights of their groups, customers none.
 */
export function rightsOfActor(actor: Actor, table: RecordTable, groups: readonly Group[]): RecordRights {
  if (!table.active || actor.kind === 'customer') return NO_RIGHTS;
  if (hasAllRights(actor)) return ALL_RIGHTS;
  return rightsOfUser(actor.id, table, groups);
}

export function mayWrite({ fields }: RecordRights, field: string): boolean {
  return fields === 'all' || fields.has(field);
}

/** Client applications, and users of no department who administer the partition. */
export function hasAllRights(actor: Exclude<Actor, CustomerActor>): boolean {
  return (
    actor.kind === 'client' || (actor.departmentId === undefined && actor.privileges.has(MANAGE_PARTITION_RESOURCES))
  );
}

/** The fields that somebody may know of: a link only to whom may read what it leads to, of cases and customers any at all. */
export function readableFields(
  { fields }: RecordTable,
  rightsIn: (table: RecordTable) => RecordRights,
  findTable: (name: string) => RecordTable | undefined,
  reader: LinkReader,
): readonly RecordField[] {
  return fields.filter((field) => {
    const { active, type, table } = field;
    if (!active || type !== 'link') return active;
    const noun = linkedNounOf(field);
    if (noun) return reader[noun] !== undefined;
    const linked = findTable(table ?? '');
    return linked !== undefined && rightsIn(linked).read;
  });
}
