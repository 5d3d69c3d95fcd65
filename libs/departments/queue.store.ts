import { Injectable } from '@nestjs/common';
import type { DepartmentId, QueueId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';

export interface StoredQueue {
  readonly id: QueueId;
  readonly departmentId: DepartmentId;
  readonly name: string;
  readonly isDefault: boolean;
  readonly externalId: string | null;
  readonly active: boolean;
}

@Injectable()
export class QueueStore implements ItemStore<StoredQueue> {
  async list(queryable: Queryable): Promise<StoredQueue[]> {
    return queryable.query(
      `SELECT id, department_id AS "departmentId", name, is_default AS "isDefault", active, external_id AS "externalId"
        FROM queues ORDER BY id`,
    );
  }

  /** The database allows one default per department, so the old one is saved before the new one. */
  async save(transaction: Transaction, queue: Draft<StoredQueue>): Promise<QueueId> {
    const rows = await transaction.query<{ id: QueueId }>(
      `INSERT INTO queues (id, department_id, name, is_default, active, external_id)
        VALUES (coalesce($1::bigint, nextval(pg_get_serial_sequence('queues', 'id'))), $2::bigint, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE SET department_id = excluded.department_id, name = excluded.name,
          is_default = excluded.is_default, active = excluded.active,
          external_id = excluded.external_id
        RETURNING id`,
      [queue.id ?? null, queue.departmentId, queue.name, queue.isDefault, queue.active, queue.externalId],
    );
    return onlyRow(rows).id;
  }
}
