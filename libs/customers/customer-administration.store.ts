import { Injectable } from '@nestjs/common';
import { addressKey } from '#email-address/email-address.rules.js';
import type { ContactId, CustomerId, DepartmentId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft } from '#storage/item-store.js';
import { MOST_GRANTS, type CUSTOMER_TYPES } from './customer-administration.body.js';

/** What staff keep of a customer, as the document names it (customers.md CUST-25). */
export interface StaffMembers {
  readonly description: string | null;
  readonly labels: readonly string[];
  readonly language: string | null;
  /** An external id; null also for a company that has none. */
  readonly organization: string | null;
  /** A login and the name of a group. */
  readonly owner: { readonly user: string | null; readonly group: string | null } | null;
}

/** The same by ids; what is left out stays. */
export interface StaffMemberChange {
  readonly description?: string | null;
  readonly labels?: readonly string[] | null;
  readonly language?: { readonly value: string } | null;
  readonly organization?: { readonly id: string } | null;
  readonly owner?: {
    readonly user: { readonly id: string } | null;
    readonly group: { readonly id: string } | null;
  } | null;
}

/** A customer that has an external id, with its first contact, as the partition document describes it. */
export interface AdministeredCustomer extends StaffMembers {
  readonly id: CustomerId;
  readonly externalId: string;
  readonly type: (typeof CUSTOMER_TYPES)[number];
  readonly departmentId: DepartmentId | null;
  readonly customerName: string | null;
  readonly groupType: string | null;
  readonly active: boolean;
  readonly contactId: ContactId | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly login: string | null;
  readonly passwordHash: string | null;
  /** Verified addresses of the contact, the primary one first. An unverified claim (casemgr.md C-3) is not the admin's. */
  readonly emails: readonly string[];
  /** External ids. */
  readonly grantsOn: readonly string[];
}

const SELECT = `
  SELECT c.id, c.external_id AS "externalId", c.type, c.department_id AS "departmentId", c.customer_name AS "customerName",
    c.group_type AS "groupType", c.active, k.id AS "contactId", k.first_name AS "firstName", k.last_name AS "lastName",
    k.login, k.password_hash AS "passwordHash",
    ARRAY(SELECT p.email_address FROM contact_points p
      WHERE p.contact_id = k.id AND p.email_key IS NOT NULL AND p.verified ORDER BY p.is_primary DESC, p.id) AS emails,
    ARRAY(SELECT o.external_id FROM customer_grants g JOIN customers o ON o.id = g.on_customer_id
      WHERE g.holder_customer_id = c.id AND o.external_id IS NOT NULL ORDER BY o.id) AS "grantsOn",
    c.details ->> 'description' AS description, coalesce(c.details -> 'labels', '[]') AS labels,
    c.details #>> '{language,value}' AS language,
    (SELECT o.external_id FROM customers o WHERE o.id = (c.details #>> '{organization,id}')::bigint) AS organization,
    CASE WHEN c.details ? 'owner' THEN jsonb_build_object(
      'user', (SELECT u.login FROM users u WHERE u.id = (c.details #>> '{owner,user,id}')::bigint),
      'group', (SELECT g.name FROM groups g WHERE g.id = (c.details #>> '{owner,group,id}')::bigint)) END AS owner
  FROM customers c
    LEFT JOIN LATERAL (SELECT * FROM contacts WHERE customer_id = c.id ORDER BY id LIMIT 1) k ON true`;

/** Where an address must be unique (casemgr.md C-6): $1 says whether customers are departmentalized. */
const ADDRESS_SCOPE = 'CASE WHEN $1::boolean THEN coalesce(c.department_id, 0) ELSE 0 END';

/**
 * Customers as administrators write them. Addresses and logins are unique, but constraints hold for the end of a change
 * (runtime.md §4): what changes is first released, addresses into a scope of their own (the negative id of the contact
 * point), and settled in the end.
 */
@Injectable()
export class CustomerAdministrationStore {
  async list(queryable: Queryable): Promise<AdministeredCustomer[]> {
    return queryable.query(`${SELECT} WHERE c.external_id IS NOT NULL ORDER BY c.id`);
  }

  async findByExternalIds(queryable: Queryable, externalIds: readonly string[]): Promise<AdministeredCustomer[]> {
    return queryable.query(`${SELECT} WHERE c.external_id = ANY($1::text[]) ORDER BY c.id`, [[...externalIds]]);
  }

  /** Of these external ids, those of customers that were merged into others, and the ids of the latter. */
  async findMerged(queryable: Queryable, externalIds: readonly string[]): Promise<ReadonlyMap<string, CustomerId>> {
    const rows = await queryable.query<{ externalId: string; id: CustomerId }>(
      `SELECT external_id AS "externalId", customer_id AS id FROM customer_merges WHERE external_id = ANY($1::text[])`,
      [[...externalIds]],
    );
    return new Map(rows.map(({ externalId, id }) => [externalId, id]));
  }

  /** Takes addresses and logins out of the way of others; `customerIds` null: the addresses of all customers. */
  async release(
    transaction: Transaction,
    customerIds: readonly CustomerId[] | null,
    contactIds: readonly ContactId[],
  ): Promise<void> {
    await transaction.query(
      `UPDATE contact_points SET address_scope = -id
        WHERE email_key IS NOT NULL AND ($1::bigint[] IS NULL OR customer_id = ANY($1::bigint[]))`,
      [customerIds && [...customerIds]],
    );
    await transaction.query('UPDATE contacts SET login = NULL WHERE id = ANY($1::bigint[])', [[...contactIds]]);
  }

  async save(transaction: Transaction, customer: Draft<AdministeredCustomer>): Promise<AdministeredCustomer> {
    const id = await this.saveCustomer(transaction, customer);
    const contactId = await this.saveContact(transaction, id, customer);
    if (contactId !== null) await this.replaceEmails(transaction, id, contactId, customer.emails);
    return { ...customer, id, contactId };
  }

  /** Once whoever they name is there. */
  async saveStaffMembers(transaction: Transaction, id: CustomerId, change: StaffMemberChange): Promise<void> {
    await transaction.query(
      `UPDATE customers SET details = jsonb_strip_nulls(details || $2::jsonb) WHERE id = $1::bigint`,
      [id, JSON.stringify(change)],
    );
  }

  /** Whether another contact signs in with this login, without regard to case. */
  async isLoginTaken(transaction: Transaction, login: string, contactId: ContactId | null): Promise<boolean> {
    const rows = await transaction.query(
      'SELECT 1 FROM contacts WHERE lower(login) = lower($1) AND ($2::bigint IS NULL OR id <> $2::bigint)',
      [login, contactId],
    );
    return rows.length > 0;
  }

  /** Keys of the addresses that would belong to two contact points of one scope; among all customers, or these. */
  async findSharedAddresses(
    transaction: Transaction,
    isDepartmentalized: boolean,
    addresses: readonly string[] | null,
  ): Promise<string[]> {
    const rows = await transaction.query<{ emailKey: string }>(
      `SELECT DISTINCT "emailKey" FROM (
          SELECT p.email_key AS "emailKey", count(*) OVER (PARTITION BY p.email_key, ${ADDRESS_SCOPE}) AS owners
          FROM contact_points p JOIN customers c ON c.id = p.customer_id
          WHERE p.email_key IS NOT NULL AND ($2::text[] IS NULL OR p.email_key = ANY($2::text[]))) scoped
        WHERE owners > 1 ORDER BY "emailKey"`,
      [isDepartmentalized, addresses?.map(addressKey) ?? null],
    );
    return rows.map(({ emailKey }) => emailKey);
  }

  /** Gives released addresses their scope again; fails on one that `findSharedAddresses` names. */
  async settleAddresses(
    transaction: Transaction,
    isDepartmentalized: boolean,
    customerIds: readonly CustomerId[] | null,
  ): Promise<void> {
    await transaction.query(
      `UPDATE contact_points p SET address_scope = ${ADDRESS_SCOPE}
        FROM customers c
        WHERE c.id = p.customer_id AND p.address_scope < 0 AND ($2::bigint[] IS NULL OR c.id = ANY($2::bigint[]))`,
      [isDepartmentalized, customerIds && [...customerIds]],
    );
  }

  /** Keeps the number of these customers' grants from changing elsewhere; in the order that everybody locks them in. */
  async lockForGrants(transaction: Transaction, customerIds: readonly CustomerId[]): Promise<void> {
    await transaction.query('SELECT id FROM customers WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE', [
      [...customerIds],
    ]);
  }

  async replaceGrants(transaction: Transaction, holder: CustomerId, on: readonly CustomerId[]): Promise<void> {
    await transaction.query(
      'DELETE FROM customer_grants WHERE holder_customer_id = $1::bigint AND NOT (on_customer_id = ANY($2::bigint[]))',
      [holder, [...on]],
    );
    await transaction.query(
      `INSERT INTO customer_grants (holder_customer_id, on_customer_id)
        SELECT $1::bigint, on_customer_id FROM unnest($2::bigint[]) AS granted (on_customer_id)
        ON CONFLICT DO NOTHING`,
      [holder, [...on]],
    );
  }

  /** Those of these customers on whom more others hold a grant than casemgr.md C-7 allows. */
  async findOvergranted(transaction: Transaction, customerIds: readonly CustomerId[]): Promise<CustomerId[]> {
    const rows = await transaction.query<{ id: CustomerId }>(
      `SELECT on_customer_id AS id FROM customer_grants WHERE on_customer_id = ANY($1::bigint[])
        GROUP BY on_customer_id HAVING count(*) > $2::integer`,
      [[...customerIds], MOST_GRANTS],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of these customers that are not individual, yet hold a grant or have given one (casemgr.md C-7). */
  async findGrantsOfOthersThanIndividuals(
    transaction: Transaction,
    customerIds: readonly CustomerId[],
  ): Promise<CustomerId[]> {
    const rows = await transaction.query<{ id: CustomerId }>(
      `SELECT c.id FROM customers c WHERE c.id = ANY($1::bigint[]) AND c.type <> 'individual'
        AND EXISTS (SELECT 1 FROM customer_grants g WHERE g.holder_customer_id = c.id OR g.on_customer_id = c.id)`,
      [[...customerIds]],
    );
    return rows.map(({ id }) => id);
  }

  private async saveCustomer(transaction: Transaction, customer: Draft<AdministeredCustomer>): Promise<CustomerId> {
    const rows = await transaction.query<{ id: CustomerId }>(
      `INSERT INTO customers (id, external_id, type, department_id, customer_name, group_type, active)
        VALUES (coalesce($1::bigint, nextval(pg_get_serial_sequence('customers', 'id'))), $2, $3, $4::bigint, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE SET type = excluded.type, department_id = excluded.department_id,
          customer_name = excluded.customer_name, group_type = excluded.group_type, active = excluded.active
        RETURNING id`,
      [
        customer.id ?? null,
        customer.externalId,
        customer.type,
        customer.departmentId,
        customer.customerName,
        customer.groupType,
        customer.active,
      ],
    );
    return onlyRow(rows).id;
  }

  private async saveContact(
    transaction: Transaction,
    customerId: CustomerId,
    customer: Draft<AdministeredCustomer>,
  ): Promise<ContactId | null> {
    const { contactId, firstName, lastName, login, passwordHash, emails } = customer;
    const saysNothing =
      [firstName, lastName, login, passwordHash].every((value) => value === null) && emails.length === 0;
    if (contactId === null && saysNothing) return null;
    const rows = await transaction.query<{ id: ContactId }>(
      `INSERT INTO contacts (id, customer_id, first_name, last_name, login, password_hash)
        VALUES (coalesce($1::bigint, nextval(pg_get_serial_sequence('contacts', 'id'))), $2::bigint, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name,
          login = excluded.login, password_hash = excluded.password_hash
        RETURNING id`,
      [contactId, customerId, firstName, lastName, login, passwordHash],
    );
    return onlyRow(rows).id;
  }

  private async replaceEmails(
    transaction: Transaction,
    customerId: CustomerId,
    contactId: ContactId,
    emails: readonly string[],
  ): Promise<void> {
    const emailKeys = emails.map(addressKey);
    await transaction.query(
      `DELETE FROM contact_points
        WHERE contact_id = $1::bigint AND email_key IS NOT NULL AND verified AND NOT (email_key = ANY($2::text[]))`,
      [contactId, emailKeys],
    );
    await transaction.query(
      `UPDATE contact_points p SET email_address = named.address, is_primary = named.position = 1, verified = true
        FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS named (key, address, position)
        WHERE p.contact_id = $1::bigint AND p.email_key = named.key`,
      [contactId, emailKeys, [...emails]],
    );
    await transaction.query(
      `INSERT INTO contact_points (id, customer_id, contact_id, type, email_address, email_key, address_scope, is_primary)
        SELECT fresh.id, $1::bigint, $2::bigint, 'email', fresh.address, fresh.key, -fresh.id, fresh.position = 1
        FROM (SELECT nextval(pg_get_serial_sequence('contact_points', 'id')) AS id, named.*
          FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS named (key, address, position)
          WHERE NOT EXISTS (SELECT 1 FROM contact_points p WHERE p.contact_id = $2::bigint AND p.email_key = named.key)
          ORDER BY named.position) fresh`,
      [customerId, contactId, emailKeys, [...emails]],
    );
  }
}
