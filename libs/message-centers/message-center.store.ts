import { Injectable } from '@nestjs/common';
import type { DepartmentId, QueueId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';

export interface StoredMessageCenter {
  readonly id: string;
  readonly departmentId: DepartmentId;
  readonly name: string;
  readonly active: boolean;
  /** Null: the department's default queue. */
  readonly queueId: QueueId | null;
  /** In the order in which they were associated. */
  readonly issueTypeIds: readonly string[];
}

@Injectable()
export class MessageCenterStore implements ItemStore<StoredMessageCenter> {
  async list(queryable: Queryable): Promise<StoredMessageCenter[]> {
    return queryable.query(
      `SELECT m.id, m.department_id AS "departmentId", m.name, m.active, m.queue_id AS "queueId",
          ARRAY(SELECT t.issue_type_id FROM message_center_issue_types t
            WHERE t.message_center_id = m.id ORDER BY t.position) AS "issueTypeIds"
        FROM message_centers m ORDER BY m.id`,
    );
  }

  async save(transaction: Transaction, center: Draft<StoredMessageCenter>): Promise<string> {
    const rows = await transaction.query<{ id: string }>(
      `INSERT INTO message_centers (id, department_id, name, active, queue_id) VALUES ($1, $2::bigint, $3, $4, $5::bigint)
        ON CONFLICT (id) DO UPDATE SET department_id = excluded.department_id, name = excluded.name,
          active = excluded.active, queue_id = excluded.queue_id
        RETURNING id`,
      [center.id, center.departmentId, center.name, center.active, center.queueId],
    );
    const { id } = onlyRow(rows);
    await transaction.query('DELETE FROM message_center_issue_types WHERE message_center_id = $1', [id]);
    await transaction.query(
      `INSERT INTO message_center_issue_types (message_center_id, issue_type_id, position)
        SELECT $1, issue_type_id, position FROM unnest($2::text[]) WITH ORDINALITY AS named (issue_type_id, position)`,
      [id, [...center.issueTypeIds]],
    );
    return id;
  }
}
