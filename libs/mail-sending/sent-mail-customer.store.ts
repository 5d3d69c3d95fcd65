import { Injectable } from '@nestjs/common';
import type { ErasedPerson } from '#customers/customer-parts.js';
import { CASE_TABLE, CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import type { Transaction } from '#storage/database.js';

/** What was sent to customers that are obfuscated. */
@Injectable()
export class SentMailCustomerStore {
  /**
   * Mails of its cases and activities, mails to its addresses, where it may reply, and what its drafts know besides; answers
   * with the activities whose mails will not go out any more.
   */
  async erase(transaction: Transaction, { customerId, emailKeys }: ErasedPerson): Promise<string[]> {
    const mails = await transaction.query<{ activityId: string | null; state: string }>(
      `DELETE FROM outgoing_mails
        WHERE activity_id IN (SELECT id FROM activities WHERE customer_id = $1)
          OR (table_number = ${CASE_TABLE} AND record_id IN (SELECT id FROM cases WHERE customer_id = $1))
          OR EXISTS (SELECT FROM unnest(recipients) AS r WHERE lower(r) = ANY($2::text[]))
        RETURNING activity_id AS "activityId", state`,
      [customerId, emailKeys],
    );
    await transaction.query(
      `DELETE FROM reply_addresses WHERE recipient_keys && $2::text[]
        OR (table_number = ${CASE_TABLE} AND record_id IN (SELECT id FROM cases WHERE customer_id = $1))
        OR (table_number = ${CUSTOMER_TABLE} AND current_customer(record_id) = $1)`,
      [customerId, emailKeys],
    );
    await transaction.query('DELETE FROM acknowledgements WHERE address_key = ANY($1::text[])', [emailKeys]);
    await transaction.query(
      `DELETE FROM composed_emails WHERE activity_id IN (SELECT id FROM activities WHERE customer_id = $1)`,
      [customerId],
    );
    const unsent = mails.flatMap(({ activityId, state }) => (state === 'waiting' ? (activityId ?? []) : []));
    return [...new Set(unsent)];
  }
}
