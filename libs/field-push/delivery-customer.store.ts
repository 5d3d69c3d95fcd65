import { Injectable } from '@nestjs/common';
import { maskedLeaves, type Masker } from '#activities/masking.rules.js';
import type { ErasedPerson } from '#customers/customer-parts.js';
import type { Transaction } from '#storage/database.js';

/** What was pushed about customers that are obfuscated, and about cases that are masked. */
@Injectable()
export class DeliveryCustomerStore {
  /**
   * Whatever was about the customer, or about one that was merged into it, and what else names it: drafts, and cases that have
   * gone to somebody else. Those are only log entries, so that one too many does no harm. Attempts go with their deliveries.
   */
  async erase(transaction: Transaction, { customerId, ids, marks }: ErasedPerson): Promise<void> {
    const about = `((object = 'customer' AND record_id = ANY($1::bigint[]))
      OR (object = 'ticket' AND record_id IN (SELECT id FROM cases WHERE customer_id = $2)))`;
    const named = (column: string): string =>
      `EXISTS (SELECT FROM unnest($3::text[]) AS mark WHERE position(mark IN lower(${column}::text)) > 0)`;
    await transaction.query(
      `DELETE FROM field_push_deliveries WHERE ${about} OR (state <> 'pending' AND ${named('body')})`,
      [ids, customerId, marks],
    );
    await transaction.query(
      `DELETE FROM field_push_sessions WHERE ${about} OR (record_id IS NULL AND ${named('field_values')})`,
      [ids, customerId, marks],
    );
    await transaction.query(
      `UPDATE field_push_attempts SET answer = NULL, error = NULL
        WHERE EXISTS (SELECT FROM unnest($1::text[]) AS mark WHERE position(mark IN lower(concat(answer, error))) > 0)`,
      [marks],
    );
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
