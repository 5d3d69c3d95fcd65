import { Injectable } from '@nestjs/common';
import type { Transaction } from '#storage/database.js';

/** What was pushed about customers that are obfuscated. */
@Injectable()
export class DeliveryCustomerStore {
  /** Attempts go with their deliveries. */
  async erase(transaction: Transaction, customerId: string): Promise<void> {
    for (const table of ['field_push_deliveries', 'field_push_sessions']) {
      await transaction.query(
        `DELETE FROM ${table} WHERE (object = 'customer' AND record_id = $1)
          OR (object = 'ticket' AND record_id IN (SELECT id FROM cases WHERE customer_id = $1))`,
        [customerId],
      );
    }
  }
}
