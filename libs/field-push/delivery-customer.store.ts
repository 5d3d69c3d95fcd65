import { Injectable } from '@nestjs/common';
import type { ErasedPerson } from '#customers/customer-parts.js';
import type { Transaction } from '#storage/database.js';

/** What was pushed about customers that are obfuscated. */
@Injectable()
export class DeliveryCustomerStore {
  /** Also what was pushed when another customer's case was theirs. Attempts go with their deliveries. */
  async erase(transaction: Transaction, { customerId, ids }: ErasedPerson): Promise<void> {
    const ofTheirs = `(object = 'customer' AND record_id = ANY($1::bigint[]))
      OR (object = 'ticket' AND record_id IN (SELECT id FROM cases WHERE customer_id = ANY($1::bigint[])))`;
    const all = [...new Set([customerId, ...ids])];
    await transaction.query(
      `DELETE FROM field_push_deliveries WHERE customer_id = ANY($1::bigint[]) OR ${ofTheirs}`,
      [all],
    );
    await transaction.query(`DELETE FROM field_push_sessions WHERE ${ofTheirs}`, [all]);
  }
}
