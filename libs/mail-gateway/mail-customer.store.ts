import { Injectable } from '@nestjs/common';
import type { ErasedPerson } from '#customers/customer-parts.js';
import type { Transaction } from '#storage/database.js';
import { CUT, UNREAD, WHOLE_CONTENT, WHOLE_MAIL } from './degrade.rules.js';

/** The mails of customers that are obfuscated, and of activities that are masked. */
@Injectable()
export class MailCustomerStore {
  /**
   * Mails that became activities of a customer, and those from or about its addresses or for its cases that became none, with their
   * bytes and the Message-IDs of its cases; answers with the blobs that are left.
   */
  async erase(transaction: Transaction, { customerId, emailKeys }: ErasedPerson): Promise<string[]> {
    await transaction.query('DELETE FROM message_ids WHERE case_id IN (SELECT id FROM cases WHERE customer_id = $1)', [
      customerId,
    ]);
    await transaction.query(
      'DELETE FROM forgotten_mails WHERE activity_id IN (SELECT id FROM activities WHERE customer_id = $1)',
      [customerId],
    );
    const mails = await transaction.query<{ sha256: string }>(
      `DELETE FROM mail_messages
        WHERE activity_id IN (SELECT id FROM activities WHERE customer_id = $1)
          OR (outcome IS NOT NULL AND activity_id IS NULL AND (sender = ANY($2::text[]) OR lower(envelope_from) = ANY($2::text[])
            OR customer_key = ANY($2::text[]) OR original_activity_id IN (SELECT id FROM activities WHERE customer_id = $1)
            OR case_id IN (SELECT id FROM cases WHERE customer_id = $1)))
          OR (sender = ANY($2::text[]) AND EXISTS (
            SELECT FROM activities a WHERE a.id = activity_id AND a.customer_id IS NULL))
        RETURNING sha256`,
      [customerId, emailKeys],
    );
    return this.eraseBytes(transaction, mails);
  }

  /** The mails that an activity was made of, and that repeat it, as far as their bytes are small. */
  async findSmall(transaction: Transaction, activityId: string): Promise<Uint8Array[]> {
    const rows = await transaction.query<{ content: Uint8Array }>(
      `SELECT content FROM raw_mails WHERE content IS NOT NULL AND sha256 IN (
          SELECT sha256 FROM mail_messages WHERE activity_id = $1 UNION
          SELECT sha256 FROM mail_messages WHERE original_activity_id = $1)`,
      [activityId],
    );
    return rows.map(({ content }) => content);
  }

  /**
   * The mail that became an activity, with those that came to nothing because it was there already. What a later copy is
   * recognised by is kept (MN-7).
   */
  async eraseOfActivity(
    transaction: Transaction,
    activityId: string,
  ): Promise<{ readonly count: number; readonly blobKeys: readonly string[] }> {
    const mails = await transaction.query<{ sha256: string }>(
      `WITH gone AS (
          DELETE FROM mail_messages WHERE id IN (
            SELECT id FROM mail_messages WHERE activity_id = $1 UNION
            SELECT id FROM mail_messages WHERE original_activity_id = $1 UNION
            SELECT id FROM mail_messages WHERE outcome IS NOT NULL AND activity_id IS NULL
              AND sha256 IN (SELECT sha256 FROM mail_messages WHERE activity_id = $1))
          RETURNING id, account, dedup_key, activity_id, sha256
        ),
        kept AS (
          INSERT INTO forgotten_mails (account, dedup_key, message_id, activity_id)
          SELECT account, dedup_key, id, activity_id FROM gone WHERE dedup_key IS NOT NULL
          ON CONFLICT DO NOTHING
        )
        SELECT sha256 FROM gone`,
      [activityId],
    );
    return { count: mails.length, blobKeys: await this.eraseBytes(transaction, mails) };
  }

  /** The files that are all of a mail of which the activity shows a part (MM-5, MN-5); answers with their blobs. */
  async eraseWholes(transaction: Transaction, activityId: string): Promise<(string | null)[]> {
    const rows = await transaction.query<{ blobKey: string | null }>(
      `DELETE FROM attachments f USING activity_emails e
        WHERE f.activity_id = $1 AND e.activity_id = f.activity_id AND (
          (f.file_name = ANY($2::text[]) AND EXISTS (
            SELECT FROM jsonb_array_elements_text(e.mail -> 'remarks') AS r WHERE starts_with(r, $3)))
          OR (f.file_name = $4 AND starts_with(e.content_text, $5)))
        RETURNING f.blob_key AS "blobKey"`,
      [activityId, WHOLE_CONTENT, CUT, WHOLE_MAIL, UNREAD],
    );
    return rows.map(({ blobKey }) => blobKey);
  }

  /** As far as no other row of the journal has them. */
  private async eraseBytes(transaction: Transaction, mails: readonly { readonly sha256: string }[]): Promise<string[]> {
    const rows = await transaction.query<{ blobKey: string | null }>(
      `DELETE FROM raw_mails r
        WHERE r.sha256 = ANY($1::text[]) AND NOT EXISTS (SELECT FROM mail_messages m WHERE m.sha256 = r.sha256)
        RETURNING blob_key AS "blobKey"`,
      [mails.map(({ sha256 }) => sha256)],
    );
    return rows.flatMap(({ blobKey }) => blobKey ?? []);
  }
}
