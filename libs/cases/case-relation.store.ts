import { Injectable } from '@nestjs/common';
import type { Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';

/** Relations between cases. Whoever changes them has locked all of the cases, so that numbers hold. */
@Injectable()
export class CaseRelationStore {
  async link(transaction: Transaction, caseId: string, relatedIds: readonly string[]): Promise<void> {
    await transaction.query(
      `INSERT INTO case_relations (case_id, related_case_id)
       SELECT least($1::bigint, r.id), greatest($1::bigint, r.id) FROM unnest($2::bigint[]) AS r(id)
       ON CONFLICT DO NOTHING`,
      [caseId, relatedIds],
    );
  }

  /** What is not related stays so. */
  async unlink(transaction: Transaction, caseId: string, relatedIds: readonly string[]): Promise<void> {
    await transaction.query(
      `DELETE FROM case_relations
       WHERE (case_id = $1::bigint AND related_case_id = ANY($2::bigint[]))
         OR (related_case_id = $1::bigint AND case_id = ANY($2::bigint[]))`,
      [caseId, relatedIds],
    );
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
