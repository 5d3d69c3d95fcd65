import { Injectable } from '@nestjs/common';
import type { CustomerMove, ErasedPerson, PartSurvey } from '#customers/customer-parts.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { namelessSql } from '#storage/nameless.js';

/** What these customers made themselves, whosever it is; an index answers it (`activities_author_idx`). */
const BY_THEM = `created_by ->> 'actor' = 'customer' AND created_by ->> 'id' = ANY($1::text[])`;

const OWN = 'SELECT id FROM activities WHERE customer_id = $1';

/** The activities of customers that are merged or obfuscated. */
@Injectable()
export class ActivityCustomerStore {
  async survey(queryable: Queryable, customerId: string): Promise<PartSurvey> {
    const [row] = await queryable.query<PartSurvey>(
      `SELECT count(*)::integer AS count, coalesce(array_agg(DISTINCT department_id::text), '{}') AS "departmentIds"
        FROM activities WHERE customer_id = $1`,
      [customerId],
    );
    return row ?? { count: 0, departmentIds: [] };
  }

  /** `fromIds`: under which the source sent for others, its former ids included. */
  async move(transaction: Transaction, { fromId, fromIds, toId, contact, by, at }: CustomerMove): Promise<string[]> {
    await transaction.query(
      `UPDATE activities SET sent_by_customer_id = $2 WHERE ${BY_THEM} AND sent_by_customer_id = $3`,
      [fromIds, toId, fromId],
    );
    const rows = await transaction.query<{ id: string }>(
      `UPDATE activities SET customer_id = $2,
          contact_id = CASE WHEN contact_id = $3::bigint THEN $4::bigint ELSE contact_id END,
          last_modified_by = $5::jsonb,
          last_modified_at = greatest($6::timestamptz, date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')
        WHERE customer_id = $1 RETURNING id`,
      [fromId, toId, contact?.fromId ?? null, contact?.toId ?? null, JSON.stringify(by), at],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * What the person has written to records of tables of their own, or was sent from there, is of no customer: it is known by its
   * address, and so are its files, which may be in fields of records; answers with the blobs that are left.
   */
  private async eraseOfRecords(transaction: Transaction, emailKeys: readonly string[]): Promise<string[]> {
    const rows = await transaction.query<{ id: string }>(
      `SELECT DISTINCT a.id::text AS id FROM record_activities r
        JOIN activities a ON a.id = r.activity_id AND a.customer_id IS NULL
        JOIN activity_emails e ON e.activity_id = a.id
        WHERE lower(e.from_address) = ANY($1::text[]) OR (a.mode = 'outbound'
          AND EXISTS (SELECT FROM unnest(e.to_addresses) AS t WHERE lower(t) = ANY($1::text[])))`,
      [emailKeys],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [];
    await transaction.query('DELETE FROM activity_texts WHERE activity_id = ANY($1::bigint[])', [ids]);
    await transaction.query(
      `UPDATE activity_emails SET from_address = NULL, to_addresses = '{}', cc_addresses = '{}', reply_to_address = NULL,
          content_text = NULL, content_html = NULL, mail = NULL WHERE activity_id = ANY($1::bigint[])`,
      [ids],
    );
    await transaction.query(
      `UPDATE activities SET subject = NULL, contact_point_data = NULL, content_purged = true, attachment_count = 0,
          last_modified_at = greatest(now(), date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')
        WHERE id = ANY($1::bigint[])`,
      [ids],
    );
    const files = await transaction.query<{ blobKey: string | null }>(
      'DELETE FROM attachments WHERE activity_id = ANY($1::bigint[]) RETURNING blob_key AS "blobKey"',
      [ids],
    );
    return files.flatMap(({ blobKey }) => blobKey ?? []);
  }

  /**
   * Nothing is left of what was written, nor of who wrote it; that there was an activity stays. Answers with the blobs of the files
   * of those that are no customer's.
   */
  async erase(transaction: Transaction, { customerId, emailKeys, ids }: ErasedPerson): Promise<string[]> {
    const blobKeys = await this.eraseOfRecords(transaction, emailKeys);
    await transaction.query(`DELETE FROM activity_texts WHERE activity_id IN (${OWN})`, [customerId]);
    await transaction.query(
      `UPDATE activity_emails SET from_address = NULL, to_addresses = '{}', cc_addresses = '{}', reply_to_address = NULL,
          content_text = NULL, content_html = NULL, mail = NULL
        WHERE activity_id IN (${OWN})`,
      [customerId],
    );
    await transaction.query(
      `UPDATE activities SET subject = NULL, contact_point_data = NULL, custom_attributes = '{}', content_purged = true,
          attachment_count = 0,
          last_modified_at = greatest(now(), date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')
        WHERE customer_id = $1`,
      [customerId],
    );
    await transaction.query(
      `UPDATE activities SET created_by = ${namelessSql('created_by', '$1')},
          last_modified_by = ${namelessSql('last_modified_by', '$1')}
        WHERE (${BY_THEM}) OR customer_id = $2`,
      [ids, customerId],
    );
    return blobKeys;
  }
}
