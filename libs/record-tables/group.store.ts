import { Injectable } from '@nestjs/common';
import type { GroupId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';
import type { Group } from './group.js';

@Injectable()
export class GroupStore implements ItemStore<Group> {
  async list(queryable: Queryable): Promise<Group[]> {
    return queryable.query(`SELECT id, name, user_ids::text[] AS "userIds", tables FROM groups ORDER BY id`);
  }

  async save(transaction: Transaction, group: Draft<Group>): Promise<GroupId> {
    const rows = await transaction.query<{ id: GroupId }>(
      `INSERT INTO groups (id, name, user_ids, tables)
        VALUES (coalesce($1::bigint, nextval(pg_get_serial_sequence('groups', 'id'))), $2, $3::bigint[], $4::jsonb)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, user_ids = excluded.user_ids, tables = excluded.tables
        RETURNING id`,
      [group.id ?? null, group.name, [...group.userIds], JSON.stringify(group.tables)],
    );
    return onlyRow(rows).id;
  }
}
