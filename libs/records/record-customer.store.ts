import { Injectable } from '@nestjs/common';
import type { ErasedPerson, PartSurvey } from '#customers/customer-parts.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';

/** An author who is a sender with one of these addresses, in the parameter given. */
function bySender(column: string, emailKeys: string): string {
  return `(${column} ->> 'actor' = 'sender' AND lower(${column} ->> 'address') = ANY(${emailKeys}::text[]))`;
}

const NAMELESS_SENDER = `'{"actor": "sender", "address": "", "name": null}'::jsonb`;

/** What is in records of people who are to be forgotten. */
@Injectable()
export class RecordCustomerStore {
  /** The records that link to a customer; they are no department's. */
  async survey(queryable: Queryable, customerId: string): Promise<PartSurvey> {
    const rows = await queryable.query<{ count: number }>(
      `SELECT count(DISTINCT r.id)::integer AS count
        FROM record_tables t CROSS JOIN LATERAL jsonb_array_elements(t.fields) f
        JOIN records r ON r.table_id = t.id AND r.field_values @> jsonb_build_object(f ->> 'name', $1::text)
        WHERE f ->> 'type' = 'link' AND f ->> 'table' = 'customer'`,
      [customerId],
    );
    return { count: onlyRow(rows).count, departmentIds: [] };
  }

  /** Takes out what the person wrote, its address and its name; that there is an entry stays. */
  async erase(transaction: Transaction, { customerId, emailKeys, marks }: ErasedPerson): Promise<void> {
    await transaction.query(`SELECT set_config('casemgr.erasing', 'on', true)`);
    await transaction.query(
      `UPDATE record_entries SET content = '', author = ${NAMELESS_SENDER}, message_id = NULL, erased_at = now()
        WHERE erased_at IS NULL AND (${bySender('author', '$1')}
          OR activity_id IN (SELECT id FROM activities WHERE customer_id = $2::bigint))`,
      [emailKeys, customerId],
    );
    await transaction.query(`SELECT set_config('casemgr.erasing', 'off', true)`);
    await this.eraseValues(transaction, emailKeys, marks);
    await transaction.query(
      `UPDATE records SET created_by = CASE WHEN ${bySender('created_by', '$1')} THEN ${NAMELESS_SENDER} ELSE created_by END,
          last_modified_by = CASE WHEN ${bySender('last_modified_by', '$1')} THEN ${NAMELESS_SENDER} ELSE last_modified_by END
        WHERE ${bySender('created_by', '$1')} OR ${bySender('last_modified_by', '$1')}`,
      [emailKeys],
    );
  }

  /** Its addresses, wherever they are a value, and what says who it is in records that its mail has made or changed. */
  private async eraseValues(
    transaction: Transaction,
    emailKeys: readonly string[],
    marks: readonly string[],
  ): Promise<void> {
    const isAddress = `lower(v.value #>> '{}') = ANY($1::text[])`;
    const tells = `EXISTS (SELECT FROM unnest($2::text[]) AS m WHERE position(m IN lower(v.value #>> '{}')) > 0)`;
    const isItsOwn = `(${bySender('created_by', '$1')} OR ${bySender('last_modified_by', '$1')})`;
    const isErased = `jsonb_typeof(v.value) = 'string' AND (${isAddress} OR (${isItsOwn} AND ${tells}))`;
    await transaction.query(
      `UPDATE records SET field_values = (
          SELECT coalesce(jsonb_object_agg(v.key, v.value), '{}') FROM jsonb_each(field_values) AS v WHERE NOT (${isErased}))
        WHERE EXISTS (SELECT FROM jsonb_each(field_values) AS v WHERE ${isErased})`,
      [emailKeys, marks],
    );
  }
}
