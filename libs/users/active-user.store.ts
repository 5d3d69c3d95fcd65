import { isDatabaseKey } from '#runtime/ids.js';
import type { Queryable } from '#storage/database.js';

/** Whether there is an active user of this id, who belongs to the department or to none if one is named. */
export async function isActiveUser(queryable: Queryable, id: string, departmentId?: string): Promise<boolean> {
  if (!isDatabaseKey(id)) return false;
  const rows = await queryable.query(
    `SELECT FROM users WHERE id = $1::bigint AND active
      AND ($2::bigint IS NULL OR department_id IS NULL OR department_id = $2::bigint)`,
    [id, departmentId ?? null],
  );
  return rows.length > 0;
}
