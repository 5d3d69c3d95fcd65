import { Injectable } from '@nestjs/common';
import type { DepartmentId, UserId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';

export interface StoredUser {
  readonly id: UserId;
  readonly login: string;
  readonly passwordHash: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Of one user only, without regard to case. */
  readonly emailAddress: string | null;
  /** Null for a global user. */
  readonly departmentId: DepartmentId | null;
  readonly foreignDepartmentIds: readonly DepartmentId[];
  readonly privileges: readonly string[];
  readonly externalId: string | null;
  readonly active: boolean;
}

@Injectable()
export class UserStore implements ItemStore<StoredUser> {
  async list(queryable: Queryable): Promise<StoredUser[]> {
    return queryable.query(
      `SELECT id, login, password_hash AS "passwordHash", first_name AS "firstName", last_name AS "lastName",
          email_address AS "emailAddress", department_id AS "departmentId", foreign_department_ids::text[] AS "foreignDepartmentIds", privileges, active,
          external_id AS "externalId"
        FROM users ORDER BY id`,
    );
  }

  async save(transaction: Transaction, user: Draft<StoredUser>): Promise<UserId> {
    const rows = await transaction.query<{ id: UserId }>(
      `INSERT INTO users (id, login, password_hash, first_name, last_name, department_id, privileges, active,
          foreign_department_ids, email_address, external_id)
        VALUES (coalesce($1::bigint, nextval(pg_get_serial_sequence('users', 'id'))), $2, $3, $4, $5, $6::bigint, $7::text[], $8,
          $9::bigint[], $10, $11)
        ON CONFLICT (id) DO UPDATE SET login = excluded.login, password_hash = excluded.password_hash,
          first_name = excluded.first_name, last_name = excluded.last_name, department_id = excluded.department_id,
          privileges = excluded.privileges, active = excluded.active,
          foreign_department_ids = excluded.foreign_department_ids, email_address = excluded.email_address,
          external_id = excluded.external_id
        RETURNING id`,
      [
        user.id ?? null,
        user.login,
        user.passwordHash,
        user.firstName,
        user.lastName,
        user.departmentId,
        [...user.privileges],
        user.active,
        [...user.foreignDepartmentIds],
        user.emailAddress,
        user.externalId,
      ],
    );
    return onlyRow(rows).id;
  }
}
