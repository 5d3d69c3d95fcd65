import { Injectable } from '@nestjs/common';
import type { CustomerMove, ErasedPerson, PartSurvey } from '#customers/customer-parts.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { namelessSql } from '#storage/nameless.js';

/** What a case is called when its subject had to go. */
const OBFUSCATED_SUBJECT = '(obfuscated)';

/** The cases of customers that are merged or obfuscated. */
@Injectable()
export class CaseCustomerStore {
  async survey(queryable: Queryable, customerId: string): Promise<PartSurvey> {
    const [row] = await queryable.query<PartSurvey>(
      `SELECT count(*)::integer AS count, coalesce(array_agg(DISTINCT department_id::text), '{}') AS "departmentIds"
        FROM cases WHERE customer_id = $1`,
      [customerId],
    );
    return row ?? { count: 0, departmentIds: [] };
  }

  async move(transaction: Transaction, { fromId, toId, by, at }: CustomerMove): Promise<string[]> {
    const rows = await transaction.query<{ id: string }>(
      `UPDATE cases SET customer_id = $2, last_modified_by = $3::jsonb,
          last_modified_at = greatest($4::timestamptz, date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')
        WHERE customer_id = $1 RETURNING id`,
      [fromId, toId, JSON.stringify(by), at],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Also takes the customer's name from cases of others that it has made or written to; answers with the ids of the
   * customer's own.
   */
  async erase(transaction: Transaction, { customerId, ids }: ErasedPerson): Promise<readonly string[]> {
    const rows = await transaction.query<{ id: string }>(
      `UPDATE cases SET subject = $2, description = NULL, solution = NULL, labels = '{}', external_id = NULL,
          custom_attributes = '{}',
          last_modified_at = greatest(now(), date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')
        WHERE customer_id = $1 RETURNING id`,
      [customerId, OBFUSCATED_SUBJECT],
    );
    await transaction.query(
      `UPDATE cases SET created_by = ${namelessSql('created_by', '$1')},
          last_modified_by = ${namelessSql('last_modified_by', '$1')}
        WHERE customer_id = $2 OR id IN (SELECT case_id FROM activities
          WHERE created_by ->> 'actor' = 'customer' AND created_by ->> 'id' = ANY($1::text[]))`,
      [ids, customerId],
    );
    return rows.map(({ id }) => id);
  }
}
