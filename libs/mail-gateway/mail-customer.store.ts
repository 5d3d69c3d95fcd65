import { Injectable } from '@nestjs/common';
import type { ErasedPerson } from '#customers/customer-parts.js';
import type { Transaction } from '#storage/database.js';

/** The mails of customers that are obfuscated. */
@Injectable()
export class MailCustomerStore {
  /**
   * Mails that became activities of a customer, and those from its addresses that became nothing, with their bytes and the
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
          OR (outcome IS NOT NULL AND activity_id IS NULL AND sender = ANY($2::text[]))
        RETURNING sha256`,
      [customerId, emailKeys],
    );
    const rows = await transaction.query<{ blobKey: string | null }>(
      `DELETE FROM raw_mails r
        WHERE r.sha256 = ANY($1::text[]) AND NOT EXISTS (SELECT FROM mail_messages m WHERE m.sha256 = r.sha256)
        RETURNING blob_key AS "blobKey"`,
      [mails.map(({ sha256 }) => sha256)],
    );
    return rows.flatMap(({ blobKey }) => blobKey ?? []);
  }
}
