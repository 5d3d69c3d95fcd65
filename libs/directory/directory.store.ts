import { Injectable } from '@nestjs/common';
import { Database } from '#storage/database.js';

export interface DepartmentRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
}

export interface QueueRow {
  readonly id: string;
  readonly name: string;
  readonly departmentId: string;
  readonly departmentName: string;
  readonly isDefault: boolean;
  readonly active: boolean;
  readonly externalId: string | null;
  readonly createdAt: Date;
}

export interface UserRow {
  readonly id: string;
  readonly login: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly departmentId: string | null;
  readonly departmentName: string | null;
  readonly privileges: readonly string[];
  readonly externalId: string | null;
  readonly active: boolean;
  readonly createdAt: Date;
}

const QUEUES = `
  SELECT q.id, q.name, q.department_id AS "departmentId", d.name AS "departmentName", q.is_default AS "isDefault", q.active,
    q.external_id AS "externalId",
    q.created_at AS "createdAt"
  FROM queues q JOIN departments d ON d.id = q.department_id`;

const USERS = `
  SELECT u.id, u.login, u.first_name AS "firstName", u.last_name AS "lastName", u.department_id AS "departmentId",
    d.name AS "departmentName", u.privileges, u.active, u.external_id AS "externalId", u.created_at AS "createdAt"
  FROM users u LEFT JOIN departments d ON d.id = u.department_id`;

/** Active departments, queues and users as the small managers show them; `within`: the only departments that may be seen. */
@Injectable()
export class DirectoryStore {
  constructor(private readonly database: Database) {}

  async departments(within: readonly string[] | undefined): Promise<DepartmentRow[]> {
    return this.database.query(
      `SELECT id, name, created_at AS "createdAt" FROM departments
        WHERE active AND ($1::bigint[] IS NULL OR id = ANY($1::bigint[])) ORDER BY lower(name), id`,
      [within ?? null],
    );
  }

  async queuesOf(departmentId: string): Promise<QueueRow[]> {
    return this.database.query(`${QUEUES} WHERE q.department_id = $1::bigint ORDER BY q.id`, [departmentId]);
  }

  async queues(ids: readonly string[], within: readonly string[] | undefined): Promise<QueueRow[]> {
    return this.database.query(
      `${QUEUES} WHERE q.id = ANY($1::bigint[]) AND ($2::bigint[] IS NULL OR q.department_id = ANY($2::bigint[]))`,
      [ids, within ?? null],
    );
  }

  /** All that another system knows by this id, in the order of their own. */
  async queuesByExternalId(externalId: string, within: readonly string[] | undefined): Promise<QueueRow[]> {
    return this.database.query(
      `${QUEUES} WHERE q.external_id = $1 AND ($2::bigint[] IS NULL OR q.department_id = ANY($2::bigint[])) ORDER BY q.id`,
      [externalId, within ?? null],
    );
  }

  async usersOf(departmentId: string): Promise<UserRow[]> {
    return this.database.query(`${USERS} WHERE u.department_id = $1::bigint ORDER BY u.id`, [departmentId]);
  }

  async users(ids: readonly string[], within: readonly string[] | undefined): Promise<UserRow[]> {
    return this.database.query(
      `${USERS} WHERE u.id = ANY($1::bigint[]) AND ($2::bigint[] IS NULL OR u.department_id = ANY($2::bigint[]))`,
      [ids, within ?? null],
    );
  }

  /** All that another system knows by this id, in the order of their own. */
  async usersByExternalId(externalId: string, within: readonly string[] | undefined): Promise<UserRow[]> {
    return this.database.query(
      `${USERS} WHERE u.external_id = $1 AND ($2::bigint[] IS NULL OR u.department_id = ANY($2::bigint[])) ORDER BY u.id`,
      [externalId, within ?? null],
    );
  }

  /** Without regard to case. */
  async userByLogin(login: string, within: readonly string[] | undefined): Promise<UserRow | undefined> {
    const [row] = await this.database.query<UserRow>(
      `${USERS} WHERE lower(u.login) = lower($1) AND ($2::bigint[] IS NULL OR u.department_id = ANY($2::bigint[]))`,
      [login, within ?? null],
    );
    return row;
  }
}
