import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { ContactId, CustomerId, DepartmentId } from '#runtime/ids.js';
import type { Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import type { ContactChange, CustomerChange, PointChange } from './customer-edit.rules.js';
import type { NewContact, NewCustomer } from './new-customer.rules.js';

/** Who changes something, and when that counts as done. */
export interface Changing {
  readonly by: ActorRecord;
  readonly at: Date;
}

interface NewCustomerPlace {
  readonly departmentId: DepartmentId | null;
  /** Where its addresses must be unique (casemgr.md C-6). */
  readonly addressScope: string;
}

/** A contact point as it is written. */
type WrittenPoint = Omit<PointChange, 'path'>;

const INSERT_CONTACT = `
  INSERT INTO contacts (customer_id, first_name, middle_name, last_name, details, created_at)
  VALUES ($1, $2, $3, $4, $5::jsonb, $6) RETURNING id`;

/** An address that somebody else has, or is getting at this moment, is not written. */
const INSERT_POINTS = `
  INSERT INTO contact_points (id, customer_id, contact_id, type, email_address, email_key, address_scope, is_primary, verified,
    details, created_at)
  SELECT coalesce(p.id, nextval(pg_get_serial_sequence('contact_points', 'id'))), $2, $3, p.type, p."emailAddress",
    p."emailKey", CASE WHEN p."emailKey" IS NULL THEN 0 ELSE $4::bigint END, p."isPrimary", p."isVerified", p.details,
    coalesce(p."createdAt", $5)
  FROM jsonb_to_recordset($1::jsonb) AS p(position integer, id bigint, type text, "emailAddress" text, "emailKey" text,
    "isPrimary" boolean, "isVerified" boolean, details jsonb, "createdAt" timestamptz)
  ORDER BY p.position
  ON CONFLICT ON CONSTRAINT contact_points_email_key DO NOTHING
  RETURNING email_key AS "emailKey"`;

/** Writes customers that have been decided on. */
@Injectable()
export class CustomerWriteStore {
  /** Keeps these customers from being merged, obfuscated or changed by others; always taken in the order of their ids. */
  async lock(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction.query('SELECT id FROM customers WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE', [
      ids,
    ]);
  }

  /** As `lock`, also against whatever refers to them: activities, cases, contacts that are being added. */
  async lockWhole(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction.query('SELECT id FROM customers WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE', [ids]);
  }

  /** The new customer's id, and those addresses that belong to others, which means that it must not be committed. */
  async create(
    transaction: Transaction,
    customer: NewCustomer,
    { departmentId, addressScope }: NewCustomerPlace,
    { by, at }: Changing,
  ): Promise<{ readonly id: CustomerId; readonly takenAddresses: readonly string[] }> {
    const { type, customerName, groupType, details, contacts } = customer;
    const rows = await transaction.query<{ id: CustomerId }>(
      `INSERT INTO customers (type, department_id, customer_name, group_type, details, created_by, created_at,
          last_modified_by, last_modified_at)
        VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $6::jsonb, $7) RETURNING id`,
      [type, departmentId, customerName, groupType, JSON.stringify(details), JSON.stringify(by), at],
    );
    const { id } = onlyRow(rows);
    const taken: string[] = [];
    for (const [index, contact] of contacts.entries()) {
      const contactId = await this.insertContact(transaction, id, contact, at);
      const points = newPoints(contact, index === 0);
      taken.push(...(await this.insertPoints(transaction, { customerId: id, contactId, addressScope, at }, points)));
    }
    return { id, takenAddresses: taken };
  }

  /** Applies an edit; answers as `create`. */
  async edit(
    transaction: Transaction,
    customerId: CustomerId,
    change: CustomerChange,
    addressScope: string,
    { by, at }: Changing,
  ): Promise<{ readonly takenAddresses: readonly string[] }> {
    await transaction.query(
      `UPDATE customers SET customer_name = $2, group_type = $3, details = $4::jsonb, last_modified_by = $5::jsonb,
          last_modified_at = $6 WHERE id = $1`,
      [customerId, change.customerName, change.groupType, JSON.stringify(change.details), JSON.stringify(by), at],
    );
    const changed = change.contacts.flatMap(({ points }) => points.flatMap(({ id }) => id ?? []));
    const createdAt = await this.takeOut(transaction, customerId, [...change.removedPoints, ...changed]);
    const taken: string[] = [];
    for (const contact of change.contacts) {
      const contactId = await this.saveContact(transaction, customerId, contact, at);
      const points = contact.points.map((point) => ({ ...point, createdAt: createdAt.get(point.id ?? '') }));
      taken.push(...(await this.insertPoints(transaction, { customerId, contactId, addressScope, at }, points)));
    }
    return { takenAddresses: taken };
  }

  /** Says that a customer was changed, when the change itself is elsewhere. */
  async touch(transaction: Transaction, customerId: string, { by, at }: Changing): Promise<void> {
    await transaction.query('UPDATE customers SET last_modified_by = $2::jsonb, last_modified_at = $3 WHERE id = $1', [
      customerId,
      JSON.stringify(by),
      at,
    ]);
  }

  /** Contact points are written anew when they change, so that addresses can change places within one edit. */
  private async takeOut(
    transaction: Transaction,
    customerId: CustomerId,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Date>> {
    if (ids.length === 0) return new Map();
    const rows = await transaction.query<{ id: string; createdAt: Date }>(
      `DELETE FROM contact_points WHERE id = ANY($1::bigint[]) AND customer_id = $2
        RETURNING id, created_at AS "createdAt"`,
      [ids, customerId],
    );
    return new Map(rows.map(({ id, createdAt }) => [id, createdAt]));
  }

  private async saveContact(
    transaction: Transaction,
    customerId: CustomerId,
    contact: ContactChange,
    at: Date,
  ): Promise<ContactId> {
    const { id, firstName, middleName, lastName, details } = contact;
    if (id === undefined) return this.insertContact(transaction, customerId, contact, at);
    await transaction.query(
      'UPDATE contacts SET first_name = $2, middle_name = $3, last_name = $4, details = $5::jsonb WHERE id = $1',
      [id, firstName, middleName, lastName, JSON.stringify(details)],
    );
    return id as ContactId;
  }

  private async insertContact(
    transaction: Transaction,
    customerId: CustomerId,
    { firstName, middleName, lastName, details }: Pick<NewContact, 'firstName' | 'middleName' | 'lastName' | 'details'>,
    at: Date,
  ): Promise<ContactId> {
    const values = [customerId, firstName, middleName, lastName, JSON.stringify(details), at];
    return onlyRow(await transaction.query<{ id: ContactId }>(INSERT_CONTACT, values)).id;
  }

  private async insertPoints(
    transaction: Transaction,
    owner: {
      readonly customerId: CustomerId;
      readonly contactId: ContactId;
      readonly addressScope: string;
      readonly at: Date;
    },
    points: readonly WrittenPoint[],
  ): Promise<string[]> {
    if (points.length === 0) return [];
    const written = points.map((point, position) => ({ ...point, position, emailKey: keyOf(point) }));
    const { customerId, contactId, addressScope, at } = owner;
    const values = [JSON.stringify(written), customerId, contactId, addressScope, at];
    const rows = await transaction.query<{ emailKey: string | null }>(INSERT_POINTS, values);
    const inserted = new Set(rows.map(({ emailKey }) => emailKey));
    return written.flatMap(({ emailKey }) => (emailKey !== null && !inserted.has(emailKey) ? [emailKey] : []));
  }
}

function keyOf({ emailAddress }: WrittenPoint): string | null {
  return emailAddress === null ? null : addressKey(emailAddress);
}

/** The first address of the first contact is the primary one. */
function newPoints(contact: NewContact, isFirst: boolean): WrittenPoint[] {
  const primary = isFirst ? contact.contactPoints.find(({ type }) => type === 'email') : undefined;
  return contact.contactPoints.map((point) => ({
    id: undefined,
    type: point.type,
    emailAddress: point.emailAddress ?? null,
    isPrimary: point === primary,
    isVerified: true,
    details: point.details,
  }));
}
