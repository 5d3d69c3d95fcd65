import { Injectable } from '@nestjs/common';
import type { DepartmentId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';

export interface StoredDepartment {
  readonly id: DepartmentId;
  readonly name: string;
  readonly active: boolean;
  /** Overrides the partition's setting when it is not null (casemgr.md S-3). */
  readonly enableSecureMessaging: boolean | null;
}

@Injectable()
export class DepartmentStore implements ItemStore<StoredDepartment> {
  async list(queryable: Queryable): Promise<StoredDepartment[]> {
    return queryable.query(
      'SELECT id, name, active, enable_secure_messaging AS "enableSecureMessaging" FROM departments ORDER BY id',
    );
  }

  async save(transaction: Transaction, department: Draft<StoredDepartment>): Promise<DepartmentId> {
    const rows = await transaction.query<{ id: DepartmentId }>(
      `INSERT INTO departments (id, name, active, enable_secure_messaging)
        VALUES (coalesce($1::bigint, nextval(pg_get_serial_sequence('departments', 'id'))), $2, $3, $4)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, active = excluded.active,
          enable_secure_messaging = excluded.enable_secure_messaging
        RETURNING id`,
      [department.id ?? null, department.name, department.active, department.enableSecureMessaging],
    );
    return onlyRow(rows).id;
  }
}
