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

/** A look-up by the text of an id would read the whole table. */
type IdType = 'bigint' | 'uuid';

interface Column {
  readonly table: string;
  readonly idType: IdType;
  readonly name: string;
  readonly purpose: string;
}

const BODY: Column = { table: 'field_push_deliveries', idType: 'bigint', name: 'encrypted_body', purpose: LOG_PURPOSE };
const ANSWER: Column = {
  table: 'field_push_attempts',
  idType: 'bigint',
  name: 'encrypted_answer',
  purpose: LOG_PURPOSE,
};
const ERROR: Column = { table: 'field_push_attempts', idType: 'bigint', name: 'encrypted_error', purpose: LOG_PURPOSE };
const FORM: Column = { table: 'field_push_sessions', idType: 'uuid', name: 'encrypted_form', purpose: FORM_PURPOSE };

/** What belongs to no customer, as far as the server knows. */
interface Unowned {
  readonly table: string;
  readonly idType: IdType;
  readonly purpose: string;
  /** An id before all others. */
  readonly first: string;
  /** So many of them after an id. */
  readonly page: string;
}

interface UnownedRow {
  readonly id: string;
  readonly sealed: readonly string[];
}

const PAGE = 200;

/** But for what is still to be sent until it arrives. */
const UNOWNED_DELIVERIES: Unowned = {
  table: 'field_push_deliveries',
  idType: 'bigint',
  purpose: LOG_PURPOSE,
  first: '0',
  page: `
    SELECT d.id::text,
      array_remove(d.encrypted_body || array_agg(a.encrypted_answer) || array_agg(a.encrypted_error), NULL) AS sealed
    FROM field_push_deliveries d LEFT JOIN field_push_attempts a ON a.delivery_id = d.id
    WHERE d.id > $1::bigint AND d.customer_id IS NULL AND NOT (d.state = 'pending' AND d.lane = 'durable')
    GROUP BY d.id ORDER BY d.id LIMIT $2`,
};

const DRAFTS: Unowned = {
  table: 'field_push_sessions',
  idType: 'uuid',
  purpose: FORM_PURPOSE,
  first: '00000000-0000-0000-0000-000000000000',
  page: `
    SELECT id::text, ARRAY[encrypted_form] AS sealed FROM field_push_sessions
    WHERE id > $1::uuid AND record_id IS NULL ORDER BY id LIMIT $2`,
};

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
      OR (object = 'ticket' AND record_id = ANY(ARRAY(SELECT id FROM cases WHERE customer_id = ANY($1::bigint[]))))`;
    await transaction.query(`DELETE FROM field_push_deliveries WHERE customer_id = ANY($1::bigint[]) OR ${ofTheirs}`, [
      all,
    ]);
    await transaction.query(`DELETE FROM field_push_sessions WHERE ${ofTheirs}`, [all]);
    await this.eraseNaming(transaction, UNOWNED_DELIVERIES, marks);
    await this.eraseNaming(transaction, DRAFTS, marks);
  }

  /** Deletes what names them of what is nobody's, page by page, and holds nothing else. */
  private async eraseNaming(
    transaction: Transaction,
    { table, idType, first, page, purpose }: Unowned,
    marks: readonly string[],
  ): Promise<void> {
    for (let after: string | undefined = first; after !== undefined;) {
      const rows: UnownedRow[] = await transaction.query<UnownedRow>(page, [after, PAGE]);
      const naming = rows.filter(({ sealed }) => {
        const all = sealed
          .map((text) => this.secrets.decrypt(purpose, text))
          .join('\n')
          .toLowerCase();
        return marks.some((mark) => all.includes(mark));
      });
      const ids = naming.map(({ id }) => id);
      if (ids.length > 0) await transaction.query(`DELETE FROM ${table} WHERE id = ANY($1::${idType}[])`, [ids]);
      after = rows.length < PAGE ? undefined : rows.at(-1)?.id;
    }
  }

  /** What is still to be sent is sent masked; answers of receivers may repeat what they were sent. */
  async mask(transaction: Transaction, caseId: string, mask: Masker): Promise<void> {
    const ofCase = `object = 'ticket' AND record_id = $1::bigint`;
    const ofDeliveries = `delivery_id IN (SELECT id FROM field_push_deliveries WHERE ${ofCase})`;
    await this.rewrite(transaction, BODY, ofCase, caseId, mask);
    await this.rewrite(transaction, ANSWER, ofDeliveries, caseId, mask);
    await this.rewrite(transaction, ERROR, ofDeliveries, caseId, mask);
    await this.rewrite(transaction, FORM, ofCase, caseId, mask);
  }

  private async rewrite(transaction: Transaction, column: Column, condition: string, caseId: string, mask: Masker) {
    for (const { id, text } of await this.find(transaction, column, condition, [caseId])) {
      const sealed = this.secrets.encrypt(column.purpose, maskedText(text, mask));
      const { table, idType, name } = column;
      await transaction.query(`UPDATE ${table} SET ${name} = $2 WHERE id = $1::${idType}`, [id, sealed]);
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
