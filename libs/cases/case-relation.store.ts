import { Injectable } from '@nestjs/common';
import type { Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';

/** Relations between cases. Whoever changes them has locked all of the cases, so that numbers hold. */
@Injectable()
export class CaseRelationStore {
  /** Answers with those that were not related before. */
  async link(transaction: Transaction, caseId: string, relatedIds: readonly string[]): Promise<readonly string[]> {
    const rows = await transaction.query<{ id: string }>(
      `INSERT INTO case_relations AS r (case_id, related_case_id)
       SELECT DISTINCT least($1::bigint, o.id), greatest($1::bigint, o.id) FROM unnest($2::bigint[]) AS o(id)
       ON CONFLICT DO NOTHING
       RETURNING CASE r.case_id WHEN $1::bigint THEN r.related_case_id ELSE r.case_id END AS id`,
      [caseId, relatedIds],
    );
    return rows.map(({ id }) => id);
  }

  /** What is not related stays so; answers with those that were. */
  async unlink(transaction: Transaction, caseId: string, relatedIds: readonly string[]): Promise<readonly string[]> {
    const rows = await transaction.query<{ id: string }>(
      `DELETE FROM case_relations r
       WHERE (case_id = $1::bigint AND related_case_id = ANY($2::bigint[]))
         OR (related_case_id = $1::bigint AND case_id = ANY($2::bigint[]))
       RETURNING CASE r.case_id WHEN $1::bigint THEN r.related_case_id ELSE r.case_id END AS id`,
      [caseId, relatedIds],
    );
    return rows.map(({ id }) => id);
  }

  /** The most relations that any of these cases has. */
  async most(transaction: Transaction, caseIds: readonly string[]): Promise<number> {
    const rows = await transaction.query<{ most: number }>(
      `SELECT coalesce(max(counted.number), 0)::integer AS most FROM (
         SELECT (SELECT count(*) FROM case_relations r WHERE r.case_id = c.id OR r.related_case_id = c.id) AS number
         FROM unnest($1::bigint[]) AS c(id)
       ) counted`,
      [caseIds],
    );
    return onlyRow(rows).most;
  }
}
