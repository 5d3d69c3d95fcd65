import { Injectable } from '@nestjs/common';
import type { ErasedPerson } from '#customers/customer-parts.js';
import type { Transaction } from '#storage/database.js';

/** What was sent to customers that are obfuscated. */
@Injectable()
export class SentMailCustomerStore {
  /** Mails of its cases and activities, mails to its addresses, where it may reply, and what its drafts know besides. */
  async erase(transaction: Transaction, { customerId, emailKeys }: ErasedPerson): Promise<void> {
    await transaction.query(
      `DELETE FROM outgoing_mails
        WHERE activity_id IN (SELECT id FROM activities WHERE customer_id = $1)
          OR (table_number = 1 AND record_id IN (SELECT id FROM cases WHERE customer_id = $1))
          OR EXISTS (SELECT FROM unnest(recipients) AS r WHERE lower(r) = ANY($2::text[]))`,
      [customerId, emailKeys],
    );
    await transaction.query(
      `DELETE FROM reply_addresses WHERE recipient_key = ANY($2::text[])
        OR (table_number = 1 AND record_id IN (SELECT id FROM cases WHERE customer_id = $1))`,
      [customerId, emailKeys],
    );
    await transaction.query('DELETE FROM acknowledgements WHERE address_key = ANY($1::text[])', [emailKeys]);
    await transaction.query(
      `DELETE FROM composed_emails WHERE activity_id IN (SELECT id FROM activities WHERE customer_id = $1)`,
      [customerId],
    );
  }
}
