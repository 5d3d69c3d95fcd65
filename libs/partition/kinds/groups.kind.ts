import { GroupBody } from '#record-tables/group.body.js';
import type { Group, TableGrant } from '#record-tables/group.js';
import type { UserId } from '#runtime/ids.js';
import { keys } from '../partition-state.js';
import type { Editing, Kind } from './kind.js';
import { namedTable } from './named-table.js';

export const GROUPS: Kind<GroupBody, Group> = {
  name: 'groups',
  singular: 'group',
  bodyType: GroupBody,
  keyMembers: ['name'],
  isConfiguration: true,
  itemsOf: (state) => state.groups,
  storeOf: (stores) => stores.groups,
  keyOf: ({ name }) => keys.group(name),
  nameOf: ({ name }) => name,

  draft(body, editing) {
    return {
      id: editing.previous?.id,
      name: body.name,
      userIds: usersOf(body.users, editing),
      tables: tablesOf(body.tables, editing),
    };
  },

  view: ({ name, userIds, tables }, state) => ({
    name,
    users: userIds.flatMap((id) => state.users.findById(id)?.login ?? []),
    tables: Object.fromEntries(
      Object.entries(tables).map(([table, { create, read, update, fields }]) => [
        table,
        { create, read, update, fields: [...fields] },
      ]),
    ),
  }),
};

/** A list inside an item replaces the old one. */
function usersOf(
  logins: readonly string[] | null | undefined,
  { previous, state, refuse }: Editing<Group>,
): readonly UserId[] {
  if (!logins) return previous?.userIds ?? [];
  const ids = logins.flatMap((login, index) => {
    const user = state.users.find(keys.user(login));
    if (!user) refuse(`users[${index}]`, 'there is no user of this login');
    return user?.id ?? [];
  });
  return [...new Set(ids)];
}

/** So do the grants: what is left out is not allowed any more. */
function tablesOf(
  grants: GroupBody['tables'],
  { previous, state, refuse }: Editing<Group>,
): Readonly<Record<string, TableGrant>> {
  if (!grants) return previous?.tables ?? {};
  const named = [...grants].map(([name, { create, read, update, fields }]): [string, TableGrant] => {
    const table = namedTable(state, name);
    if (!table) refuse(`tables.${name}`, 'there is no table of this name');
    for (const [index, field] of (fields ?? []).entries()) {
      const isKnown = table?.fields.some((known) => known.name === field) ?? true;
      if (!isKnown) refuse(`tables.${name}.fields[${index}]`, 'the table has no field of this name');
    }
    return [
      name,
      { create: create ?? false, read: read ?? false, update: update ?? false, fields: [...(fields ?? [])] },
    ];
  });
  return Object.fromEntries(named);
}
