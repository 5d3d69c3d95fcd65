import { Injectable } from '@nestjs/common';
import { visibleCustomers, type CustomerReader } from '#customers/customer-visibility.js';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { ActorRecord } from '#auth/actor.js';
import { listed, type FieldValue, type FieldValues } from '#field-pushes/push-value.js';
import { languageTag } from '#runtime/language.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import { newName, type Named } from './customer-name.rules.js';
import { RefusedAnswer } from './refused-answer.js';
import { customValues, labelsOf } from './written-values.rules.js';

/** Fields that are kept with a contact. */
const NEEDING_A_CONTACT = ['nick_name', 'cellphone', 'email', 'other_emails'];

export interface Writing {
  readonly id: string;
  readonly values: FieldValues;
  readonly attributes: readonly CustomAttribute[];
  /** What the record has by now. */
  readonly labels: readonly string[];
  readonly current: FieldValues;
  readonly by: ActorRecord;
  readonly at: Date;
  /** Addresses are unique within departments, and not over all of them (casemgr.md C-8). */
  readonly isDepartmentalized: boolean;
}

/** Finds the customers that an agent may edit, and writes into them what an answer sets. */
@Injectable()
export class WriteBackStore {
  /** Undefined when the caller does not see the customer, which stays as it is until the end of the transaction. */
  async lockCustomer(
    transaction: Transaction,
    reader: CustomerReader,
    id: string,
  ): Promise<{ readonly lastModifiedAt: Date; readonly departmentId: string | null } | undefined> {
    const parameters = new SqlParameters();
    const [row] = await transaction.query<{ lastModifiedAt: Date; departmentId: string | null }>(
      `SELECT c.last_modified_at AS "lastModifiedAt", c.department_id::text AS "departmentId" FROM customers c WHERE c.id = ${parameters.add(id, 'bigint')} AND c.obfuscated_at IS NULL
        AND ${visibleCustomers(reader, parameters, 'c')} FOR NO KEY UPDATE`,
      parameters.values,
    );
    return row;
  }

  /** Undefined when there is no corporate customer of this id that the reader sees. */
  async findCompany(
    queryable: Queryable,
    reader: CustomerReader,
    id: string,
  ): Promise<{ readonly name: string | null } | undefined> {
    const parameters = new SqlParameters();
    const rows = await queryable.query<{ name: string | null }>(
      `SELECT c.customer_name AS name FROM customers c WHERE c.id = ${parameters.add(id, 'bigint')} AND c.type = 'corporate'
        AND ${visibleCustomers(reader, parameters, 'c')}`,
      parameters.values,
    );
    return rows[0];
  }

  /** Answers with the last modification; throws `RefusedAnswer`. */
  async writeCustomer(transaction: Transaction, writing: Writing): Promise<Date> {
    const { id, values, attributes, by, at } = writing;
    const custom = JSON.stringify(customValues(values, attributes));
    const rows = await transaction.query<{ lastModifiedAt: Date }>(
      `UPDATE customers SET last_modified_by = $3::jsonb,
          last_modified_at = greatest($4, date_trunc('milliseconds', last_modified_at) + interval '1 millisecond'),
          details = jsonb_strip_nulls(details || $2::jsonb || jsonb_build_object('customAttributes',
            coalesce(details -> 'customAttributes', '{}') || $5::jsonb))
        WHERE id = $1::bigint RETURNING last_modified_at AS "lastModifiedAt"`,
      [id, JSON.stringify(detailsOf(writing)), JSON.stringify(by), at, custom],
    );
    if (NEEDING_A_CONTACT.some((field) => field in values)) await this.requireContact(transaction, id, at);
    if ('nick_name' in values) await this.rename(transaction, id, String(values['nick_name'] ?? ''));
    if ('cellphone' in values) await this.setPhones(transaction, id, listed(values['cellphone']), at);
    if ('email' in values || 'other_emails' in values) await this.setEmails(transaction, writing);
    return onlyRow(rows).lastModifiedAt;
  }

  /** What contacts have is kept with a nameless one where there is none, as by an intake (casemgr.md C-5). */
  private async requireContact(transaction: Transaction, id: string, at: Date): Promise<void> {
    await transaction.query(
      `INSERT INTO contacts (customer_id, created_at)
        SELECT $1::bigint, $2 WHERE NOT EXISTS (SELECT FROM contacts WHERE customer_id = $1::bigint)`,
      [id, at],
    );
  }

  private async rename(transaction: Transaction, id: string, nickName: string): Promise<void> {
    const named = await transaction.query<Named & { readonly contactId: string }>(
      `SELECT c.type, k.id AS "contactId", k.middle_name AS "middleName" FROM customers c
        JOIN contacts k ON k.customer_id = c.id WHERE c.id = $1::bigint ORDER BY k.id LIMIT 1`,
      [id],
    );
    const { contactId, ...current } = onlyRow(named);
    const name = newName(nickName, current);
    if ('fault' in name) throw new RefusedAnswer(`nick_name in the answer ${name.fault}`);
    if ('customerName' in name) {
      await transaction.query('UPDATE customers SET customer_name = $2 WHERE id = $1::bigint', [id, name.customerName]);
    } else {
      await transaction.query(
        'UPDATE contacts SET first_name = $2, middle_name = $3, last_name = $4 WHERE id = $1::bigint',
        [contactId, name.firstName, name.middleName, name.lastName],
      );
    }
  }

  private async setPhones(transaction: Transaction, id: string, numbers: readonly string[], at: Date): Promise<void> {
    const content = `concat(details ->> 'countryCode', details ->> 'areaCode', details ->> 'phoneNo')`;
    await transaction.query(
      `DELETE FROM contact_points WHERE customer_id = $1::bigint AND type = 'phone' AND ${content} <> ALL($2::text[])`,
      [id, numbers],
    );
    await transaction.query(
      `INSERT INTO contact_points (customer_id, contact_id, type, details, created_at)
        SELECT k.customer_id, min(k.id), 'phone',
          jsonb_build_object('type', jsonb_build_object('value', 'mobile'), 'phoneNo', n.number), $3
        FROM unnest($2::text[]) WITH ORDINALITY AS n(number, place) CROSS JOIN contacts k
        WHERE k.customer_id = $1::bigint AND NOT EXISTS (
          SELECT FROM contact_points WHERE customer_id = $1::bigint AND type = 'phone' AND ${content} = n.number)
        GROUP BY k.customer_id, n.number, n.place ORDER BY n.place`,
      [id, numbers, at],
    );
  }

  /** New addresses are not verified: a receiver has said that they are the customer's, not the customer. */
  private async setEmails(transaction: Transaction, { id, values, at, isDepartmentalized }: Writing): Promise<void> {
    const rows = await transaction.query<{ address: string; key: string }>(
      `SELECT email_address AS address, email_key AS key FROM contact_points
        WHERE customer_id = $1::bigint AND type = 'email' ORDER BY is_primary DESC, id`,
      [id],
    );
    const [first, ...others] = rows.map(({ address }) => address);
    const primary = 'email' in values ? values['email'] : first;
    const rest = 'other_emails' in values ? listed(values['other_emails']) : others;
    const wanted = [primary, ...rest].filter((address) => typeof address === 'string');
    const byKey = new Map(wanted.map((address) => [addressKey(address), address]));
    const keys = [...byKey.keys()];
    await transaction.query(
      `DELETE FROM contact_points WHERE customer_id = $1::bigint AND type = 'email' AND email_key <> ALL($2::text[])`,
      [id, keys],
    );
    const added = await transaction.query(
      `INSERT INTO contact_points (customer_id, contact_id, type, email_address, email_key, address_scope, verified, created_at)
        SELECT c.id, (SELECT min(k.id) FROM contacts k WHERE k.customer_id = c.id), 'email', a.address, a.key,
          CASE WHEN $5 THEN coalesce(c.department_id, 0) ELSE 0 END, false, $4
        FROM customers c CROSS JOIN unnest($2::text[], $3::text[]) WITH ORDINALITY AS a(address, key, place)
        WHERE c.id = $1::bigint AND NOT EXISTS (
          SELECT FROM contact_points p WHERE p.customer_id = c.id AND p.email_key = a.key)
        ORDER BY a.place
        ON CONFLICT ON CONSTRAINT contact_points_email_key DO NOTHING RETURNING id`,
      [id, [...byKey.values()], keys, at, isDepartmentalized],
    );
    const known = new Set(rows.map(({ key }) => key));
    if (added.length < keys.filter((key) => !known.has(key)).length)
      throw new RefusedAnswer('an address in the answer belongs to another customer');
    await transaction.query(
      `UPDATE contact_points SET is_primary = (email_key = $2) WHERE customer_id = $1::bigint AND type = 'email'`,
      [id, keys[0] ?? ''],
    );
  }
}

/** What of a customer is kept among its details (customers.md CUST-25); null takes it away. */
function detailsOf({ values, current, labels }: Writing): Readonly<Record<string, unknown>> {
  const {
    description,
    organization_id: organizationId,
    tags,
    level,
    lang,
    owner_id: userId,
    owner_group_id: groupId,
  } = values;
  const names = tags === undefined ? undefined : labelsOf(tags, labels);
  const owner = {
    user: elementOf('id', userId === undefined ? current['owner_id'] : userId),
    group: elementOf('id', groupId === undefined ? current['owner_group_id'] : groupId),
  };
  return Object.fromEntries(
    Object.entries({
      description,
      organization: organizationId === undefined ? undefined : elementOf('id', organizationId),
      labels: names?.length === 0 ? null : names,
      level: level === undefined ? undefined : elementOf('value', level),
      language:
        lang === undefined
          ? undefined
          : elementOf('value', typeof lang === 'string' ? (languageTag(lang) ?? lang) : lang),
      owner: userId === undefined && groupId === undefined ? undefined : owner.user || owner.group ? owner : null,
    }).filter(([, value]) => value !== undefined),
  );
}

function elementOf(name: 'id' | 'value', value: FieldValue | undefined): Readonly<Record<string, string>> | null {
  return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : null;
}
