import { Injectable } from '@nestjs/common';
import type { ErasedPerson } from '#customers/customer-parts.js';
import type { Transaction } from '#storage/database.js';

/** The mails of customers that are obfuscated, and of activities that are masked. */
@Injectable()
export class MailCustomerStore {
  /**
   * Mails that became activities of a customer, and those from its addresses or for its cases that became none, with their bytes and the
   * Message-IDs of its cases; answers with the blobs that are left.
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
            OR case_id IN (SELECT id FROM cases WHERE customer_id = $1)))
          OR (sender = ANY($2::text[]) AND EXISTS (
            SELECT FROM activities a WHERE a.id = activity_id AND a.customer_id IS NULL))
        RETURNING sha256`,
      [customerId, emailKeys],
    );
    return this.eraseBytes(transaction, mails);
  }

  /** The mail that became an activity, with those that came to nothing because it was there already. */
  async eraseOfActivity(transaction: Transaction, activityId: string): Promise<string[]> {
    const mails = await transaction.query<{ sha256: string }>(
      `DELETE FROM mail_messages
        WHERE activity_id = $1 OR (outcome IS NOT NULL AND activity_id IS NULL
          AND sha256 IN (SELECT sha256 FROM mail_messages WHERE activity_id = $1))
        RETURNING sha256`,
      [activityId],
    );
    return this.eraseBytes(transaction, mails);
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
