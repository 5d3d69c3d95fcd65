import { Injectable } from '@nestjs/common';
import { maskedLeaves, type Masker } from '#activities/masking.rules.js';
import type { Transaction } from '#storage/database.js';

/** What was pushed about customers that are obfuscated, and about cases that are masked. */
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

  /** What is still to be sent is sent masked; answers of receivers may repeat what they were sent. */
  async mask(transaction: Transaction, caseId: string, mask: Masker): Promise<void> {
    const ofCase = `object = 'ticket' AND record_id = $1`;
    const deliveries = await transaction.query<{ id: string; text: string }>(
      `SELECT id, body AS text FROM field_push_deliveries WHERE ${ofCase} FOR UPDATE`,
      [caseId],
    );
    const attempts = await transaction.query<{ id: string; text: string }>(
      `SELECT id, answer AS text FROM field_push_attempts
        WHERE answer IS NOT NULL AND delivery_id IN (SELECT id FROM field_push_deliveries WHERE ${ofCase}) FOR UPDATE`,
      [caseId],
    );
    const sessions = await transaction.query<{ id: string; text: string }>(
      `SELECT id, field_values::text AS text FROM field_push_sessions WHERE ${ofCase} FOR UPDATE`,
      [caseId],
    );
    const write = async (table: string, column: string, rows: readonly { id: string; text: string }[]) => {
      for (const { id, text } of rows) {
        await transaction.query(`UPDATE ${table} SET ${column} = $2 WHERE id = $1`, [id, maskedText(text, mask)]);
      }
    };
    await write('field_push_deliveries', 'body', deliveries);
    await write('field_push_attempts', 'answer', attempts);
    await write('field_push_sessions', 'field_values', sessions);
  }
}

/** JSON stays JSON. */
function maskedText(text: string, mask: Masker): string {
  try {
    return JSON.stringify(maskedLeaves(JSON.parse(text), mask));
  } catch {
    return mask(text);
  }
}
