import { Injectable } from '@nestjs/common';
import type { AliasId, DepartmentId, QueueId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';

export interface StoredAlias {
  readonly id: AliasId;
  readonly departmentId: DepartmentId;
  readonly name: string;
  readonly emailAddress: string;
  readonly active: boolean;
  /** Null: the department's default queue. */
  readonly queueId: QueueId | null;
}

@Injectable()
export class AliasStore implements ItemStore<StoredAlias> {
  async list(queryable: Queryable): Promise<StoredAlias[]> {
    return queryable.query(
      `SELECT id, department_id AS "departmentId", name, email_address AS "emailAddress", active, queue_id AS "queueId"
        FROM aliases ORDER BY id`,
    );
  }

  async save(transaction: Transaction, alias: Draft<StoredAlias>): Promise<AliasId> {
    const rows = await transaction.query<{ id: AliasId }>(
      `INSERT INTO aliases (id, department_id, name, email_address, active, queue_id)
        VALUES (coalesce($1::bigint, nextval(pg_get_serial_sequence('aliases', 'id'))), $2::bigint, $3, $4, $5, $6::bigint)
        ON CONFLICT (id) DO UPDATE SET department_id = excluded.department_id, name = excluded.name,
          email_address = excluded.email_address, active = excluded.active, queue_id = excluded.queue_id
        RETURNING id`,
      [alias.id ?? null, alias.departmentId, alias.name, alias.emailAddress, alias.active, alias.queueId],
    );
    return onlyRow(rows).id;
  }
}
