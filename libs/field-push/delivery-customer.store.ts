import { Injectable } from '@nestjs/common';
import { maskedLeaves, type Masker } from '#activities/masking.rules.js';
import type { ErasedPerson } from '#customers/customer-parts.js';
import { Secrets } from '#runtime/secrets.js';
import type { Transaction } from '#storage/database.js';
import { LOG_PURPOSE } from './delivery.store.js';
import { FORM_PURPOSE } from './edit-session.store.js';

/** A row with one encrypted text. */
interface Sealed {
  readonly id: string;
  readonly sealed: string;
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly purpose: string;
}

const BODY: Column = { table: 'field_push_deliveries', name: 'encrypted_body', purpose: LOG_PURPOSE };
const ANSWER: Column = { table: 'field_push_attempts', name: 'encrypted_answer', purpose: LOG_PURPOSE };
const FORM: Column = { table: 'field_push_sessions', name: 'encrypted_form', purpose: FORM_PURPOSE };

/** What was pushed about customers that are obfuscated, and about cases that are masked. */
@Injectable()
export class DeliveryCustomerStore {
  constructor(private readonly secrets: Secrets) {}

  /**
   * Whatever was about the customer, or about one that was merged into it, when it was sent or by now; and drafts that name it.
   * Attempts go with their deliveries.
   */
  async erase(transaction: Transaction, { customerId, ids, marks }: ErasedPerson): Promise<void> {
    const all = [...new Set([customerId, ...ids])];
    const ofTheirs = `(object = 'customer' AND record_id = ANY($1::bigint[]))
      OR (object = 'ticket' AND record_id IN (SELECT id FROM cases WHERE customer_id = ANY($1::bigint[])))`;
    await transaction.query(`DELETE FROM field_push_deliveries WHERE customer_id = ANY($1::bigint[]) OR ${ofTheirs}`, [
      all,
    ]);
    await transaction.query(`DELETE FROM field_push_sessions WHERE ${ofTheirs}`, [all]);
    const isOfNobody = {
      [BODY.table]: `customer_id IS NULL AND state <> 'pending'`,
      [FORM.table]: 'record_id IS NULL',
    };
    for (const column of [BODY, FORM]) {
      const drafts = await this.find(transaction, column, `${isOfNobody[column.table]}`, []);
      const naming = drafts.filter(({ text }) => marks.some((mark) => text.toLowerCase().includes(mark)));
      const sql = `DELETE FROM ${column.table} WHERE id::text = ANY($1::text[])`;
      await transaction.query(sql, [naming.map(({ id }) => id)]);
    }
  }

  /** What is still to be sent is sent masked; answers of receivers may repeat what they were sent. */
  async mask(transaction: Transaction, caseId: string, mask: Masker): Promise<void> {
    const ofCase = `object = 'ticket' AND record_id = $1::bigint`;
    const ofDeliveries = `delivery_id IN (SELECT id FROM field_push_deliveries WHERE ${ofCase})`;
    await this.rewrite(transaction, BODY, ofCase, caseId, mask);
    await this.rewrite(transaction, ANSWER, ofDeliveries, caseId, mask);
    await this.rewrite(transaction, FORM, ofCase, caseId, mask);
  }

  private async rewrite(transaction: Transaction, column: Column, condition: string, caseId: string, mask: Masker) {
    for (const { id, text } of await this.find(transaction, column, condition, [caseId])) {
      const sealed = this.secrets.encrypt(column.purpose, maskedText(text, mask));
      await transaction.query(`UPDATE ${column.table} SET ${column.name} = $2 WHERE id::text = $1`, [id, sealed]);
    }
  }

  private async find(transaction: Transaction, { table, name, purpose }: Column, condition: string, values: string[]) {
    const rows = await transaction.query<Sealed>(
      `SELECT id::text, ${name} AS sealed FROM ${table} WHERE ${name} IS NOT NULL AND ${condition} FOR UPDATE`,
      values,
    );
    return rows.map(({ id, sealed }) => ({ id, text: this.secrets.decrypt(purpose, sealed) }));
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
