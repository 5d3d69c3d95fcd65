import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#auth/actor.js';
import { MANAGE_PARTITION_RESOURCES } from '#auth/scopes.js';
import type { Group, TableGrant } from '#record-tables/group.js';
import type { RecordTable } from '#record-tables/record-table.js';
import { SEES_ALL, SEES_NONE, type LinkReader } from './link-reader.rules.js';
import { ALL_RIGHTS, mayWrite, NO_RIGHTS, readableFields, rightsOfActor, rightsOfUser } from './record-rights.rules.js';

const TABLE = {
  id: '16',
  name: 'asset',
  label: 'Assets',
  onClosed: 'append',
  fields: [],
  active: true,
} as unknown as RecordTable;

function group(users: readonly string[], grant: Partial<TableGrant>, table = 'asset'): Group {
  const whole = { create: false, read: false, update: false, fields: [], ...grant };
  return { id: '1', name: 'g', userIds: users, tables: { [table]: whole } } as unknown as Group;
}

const USER = {
  kind: 'user',
  id: '7',
  departmentId: undefined,
  privileges: new Set<string>(),
  scopes: new Set<string>(),
} as unknown as Extract<Actor, { kind: 'user' }>;

describe('RI-2: the rights of a user', () => {
  it('are none without a group', () => {
    expect(rightsOfUser('7', TABLE, [])).toEqual(NO_RIGHTS);
    expect(rightsOfUser('7', TABLE, [group(['8'], { read: true })])).toEqual(NO_RIGHTS);
    expect(rightsOfUser('7', TABLE, [group(['7'], { read: true }, 'other')])).toEqual(NO_RIGHTS);
    expect(rightsOfUser('7', { ...TABLE, name: 'toString' }, [group(['7'], { read: true })])).toEqual(NO_RIGHTS);
  });

  it('are the sum of its own groups, and of no other', () => {
    const groups = [
      group(['7'], { read: true, fields: ['a'] }),
      group(['7', '8'], { create: true, fields: ['b'] }),
      group(['8'], { update: true, fields: ['c'] }),
    ];
    expect(rightsOfUser('7', TABLE, groups)).toEqual({
      create: true,
      read: true,
      update: false,
      fields: new Set(['a', 'b']),
    });
  });

  it('are none in a table that is switched off', () => {
    expect(rightsOfUser('7', { ...TABLE, active: false }, [group(['7'], { read: true })])).toEqual(NO_RIGHTS);
  });

  it('are by field', () => {
    const rights = rightsOfUser('7', TABLE, [group(['7'], { update: true, fields: ['a'] })]);
    expect([mayWrite(rights, 'a'), mayWrite(rights, 'b'), mayWrite(ALL_RIGHTS, 'b'), mayWrite(NO_RIGHTS, 'a')]).toEqual(
      [true, false, true, false],
    );
  });
});

describe('RI-3: the rights of a caller', () => {
  const administrator = { ...USER, privileges: new Set([MANAGE_PARTITION_RESOURCES]) };

  it.each<[string, Actor, object]>([
    ['a client application', { kind: 'client', id: '7' } as unknown as Actor, ALL_RIGHTS],
    ['a global user who manages the partition', administrator, ALL_RIGHTS],
    ['one of a department', { ...administrator, departmentId: '1' } as unknown as Actor, NO_RIGHTS],
    ['a user without a group', USER, NO_RIGHTS],
    ['a customer, even with the id of a user', { kind: 'customer', id: '7' } as unknown as Actor, NO_RIGHTS],
  ])('%s', (_, actor, rights) => {
    const groups = actor.kind === 'customer' ? [group(['7'], { read: true })] : [];
    expect(rightsOfActor(actor, TABLE, groups)).toEqual(rights);
  });

  it('nobody has any in a table that is switched off', () => {
    expect(rightsOfActor(administrator, { ...TABLE, active: false }, [])).toEqual(NO_RIGHTS);
  });
});

describe('RT-9: the fields that somebody may know of', () => {
  const field = (name: string, type: string, table: string | null = null, active = true) => ({
    name,
    type,
    table,
    active,
  });
  const other = { ...TABLE, name: 'other' };
  const secret = { ...TABLE, name: 'secret' };
  const table = {
    ...TABLE,
    fields: [
      field('title', 'text'),
      field('off', 'text', null, false),
      field('open', 'link', 'other'),
      field('closed', 'link', 'secret'),
      field('lost', 'link', 'nowhere'),
      field('ticket', 'link', 'case'),
      field('owner', 'link', 'customer'),
    ],
  } as unknown as RecordTable;

  it('are those in use, and links where they lead to what may be read', () => {
    const rightsIn = ({ name }: RecordTable) => (name === 'secret' ? NO_RIGHTS : ALL_RIGHTS);
    const find = (name: string) => [other, secret].find((known) => known.name === name);
    const namesFor = (reader: LinkReader): string[] =>
      readableFields(table, rightsIn, find, reader).map(({ name }) => name);
    expect(namesFor(SEES_NONE)).toEqual(['title', 'open']);
    expect(namesFor({ ...SEES_ALL, customer: undefined })).toEqual(['title', 'open', 'ticket']);
    expect(namesFor(SEES_ALL)).toEqual(['title', 'open', 'ticket', 'owner']);
  });
});
