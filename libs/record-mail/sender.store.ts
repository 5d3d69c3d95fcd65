import { Injectable } from '@nestjs/common';
import type { Queryable } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';

/** Who a sender may be, besides a customer. */
export interface KnownSender {
  /** The user whose address it is. */
  readonly userId: string | null;
  /** Where that user works; null: everywhere. */
  readonly departmentIds: readonly string[] | null;
  readonly guestId: string | null;
}

/** Of the user `u`: null for one who works everywhere. */
export const DEPARTMENTS_OF_USER = `
  CASE WHEN u.department_id IS NOT NULL
    THEN ARRAY(SELECT d::text FROM unnest(u.department_id || u.foreign_department_ids) AS d) END`;

/** Looks up users by what a mail and its account say (records-by-email.md RI-5). */
@Injectable()
export class SenderStore {
  /** `senderKey`: `addressKey` of the author. `guestUser`: a login. */
  async read(queryable: Queryable, senderKey: string | undefined, guestUser: string | null): Promise<KnownSender> {
    const rows = await queryable.query<KnownSender>(
      {
        name: 'read-sender',
        text: `
          SELECT s.id::text AS "userId", s.department_ids AS "departmentIds",
            (SELECT u.id::text FROM users u WHERE lower(u.login) = lower($2) AND u.active) AS "guestId"
          FROM (VALUES (1)) AS one
          LEFT JOIN (SELECT u.id, ${DEPARTMENTS_OF_USER} AS department_ids
            FROM users u WHERE lower(u.email_address) = $1 AND u.active) s ON true`,
      },
      [senderKey ?? null, guestUser],
    );
    return onlyRow(rows);
  }
}
