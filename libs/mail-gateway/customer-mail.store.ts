import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import type { ContactId, CustomerId } from '#runtime/ids.js';
import type { Transaction } from '#storage/database.js';

/** A customer that a mail is about, as it is now. */
export interface MailedCustomer {
  readonly id: CustomerId;
  /** Of the sender, if that is a contact of the customer, else the first one. */
  readonly contactId: ContactId | null;
  /** The sender's own if the customer has it, else the main one. */
  readonly address: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly createdAt: Date;
  readonly lastModifiedAt: Date;
}

/** What a mail changes of a customer; null: it stays. */
export interface MailedChange {
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Values by the names of custom attributes. */
  readonly customAttributes: Readonly<Record<string, readonly string[]>>;
}

/** A contact point that was taken away from a customer who had only claimed it. */
export interface TakenClaim {
  readonly pointId: string;
  readonly customerId: CustomerId;
}

/** The SQL of mail about customers. */
@Injectable()
export class CustomerMailStore {
  /** Who has an address for certain, the department's own before shared customers. `scopes`: as in `contact_points.address_scope`. */
  async findByAddress(
    transaction: Transaction,
    emailKey: string,
    scopes: readonly string[],
  ): Promise<CustomerId | undefined> {
    const [row] = await transaction.query<{ id: CustomerId }>(
      `SELECT customer_id::text AS id FROM contact_points
        WHERE email_key = $1 AND verified AND address_scope = ANY($2::bigint[]) ORDER BY address_scope DESC LIMIT 1`,
      [emailKey, scopes],
    );
    return row?.id;
  }

  /** The customer, or the one that it was merged into, so that nobody else changes it meanwhile; not one who was forgotten. */
  async lock(transaction: Transaction, id: string, emailKey: string): Promise<MailedCustomer | undefined> {
    const locked = await transaction.query<{ id: string }>(
      'SELECT id FROM customers WHERE id = current_customer($1::bigint) AND obfuscated_at IS NULL FOR NO KEY UPDATE',
      [id],
    );
    if (!locked[0]) return undefined;
    const [customer] = await transaction.query<MailedCustomer>(
      `SELECT u.id::text, k.id::text AS "contactId", k.first_name AS "firstName", k.last_name AS "lastName",
          p.email_address AS address, u.created_at AS "createdAt", u.last_modified_at AS "lastModifiedAt"
        FROM customers u
        LEFT JOIN LATERAL (SELECT * FROM contact_points p WHERE p.customer_id = u.id AND p.email_key IS NOT NULL AND p.verified
          ORDER BY (p.email_key = $2) DESC, p.is_primary DESC, p.created_at, p.id LIMIT 1) p ON true
        LEFT JOIN LATERAL (SELECT * FROM contacts k WHERE k.customer_id = u.id
          ORDER BY (k.id = p.contact_id AND p.email_key = $2) DESC, k.id LIMIT 1) k ON true
        WHERE u.id = $1::bigint`,
      [locked[0].id, emailKey],
    );
    return customer;
  }

  /** Of a customer who has just been made. */
  async firstContact(transaction: Transaction, id: CustomerId): Promise<ContactId | null> {
    const [row] = await transaction.query<{ id: ContactId }>(
      'SELECT min(id)::text AS id FROM contacts WHERE customer_id = $1::bigint',
      [id],
    );
    return row?.id ?? null;
  }

  /** An address that somebody has only claimed is whoever's who writes from it (casemgr.md C-3); answers with the claim. */
  async takeClaim(transaction: Transaction, emailKey: string, scope: string): Promise<TakenClaim | undefined> {
    const [row] = await transaction.query<TakenClaim>(
      `DELETE FROM contact_points WHERE email_key = $1 AND address_scope = $2::bigint AND NOT verified
        RETURNING id::text AS "pointId", customer_id::text AS "customerId"`,
      [emailKey, scope],
    );
    return row;
  }

  /** Whoever has the address is reached at it again; answers with those of whom something else was said. */
  async clearUndeliverable(
    transaction: Transaction,
    emailKey: string,
    { actor, at }: { readonly actor: ActorRecord; readonly at: Date },
  ): Promise<CustomerId[]> {
    const rows = await transaction.query<{ id: CustomerId }>(
      `WITH reached AS (
          UPDATE contact_points SET details = details - 'undeliverableSince'
          WHERE email_key = $1 AND verified AND details ? 'undeliverableSince' RETURNING customer_id
        )
        UPDATE customers SET last_modified_by = $2::jsonb,
          last_modified_at = greatest($3::timestamptz, date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')
        WHERE id IN (SELECT customer_id FROM reached) RETURNING id::text`,
      [emailKey, JSON.stringify(actor), at],
    );
    return rows.map(({ id }) => id);
  }

  async change(
    transaction: Transaction,
    { id, contactId }: Pick<MailedCustomer, 'id' | 'contactId'>,
    { firstName, lastName, customAttributes }: MailedChange,
    { actor, at }: { readonly actor: ActorRecord; readonly at: Date },
  ): Promise<void> {
    await transaction.query(
      `UPDATE customers SET last_modified_by = $2::jsonb, last_modified_at = $3,
          details = CASE WHEN $4::jsonb = '{}' THEN details ELSE details || jsonb_build_object('customAttributes',
            coalesce(details -> 'customAttributes', '{}') || $4::jsonb) END
        WHERE id = $1::bigint`,
      [id, JSON.stringify(actor), at, JSON.stringify(customAttributes)],
    );
    await transaction.query(
      `UPDATE contacts SET first_name = coalesce($2, first_name), last_name = coalesce($3, last_name) WHERE id = $1::bigint`,
      [contactId, firstName, lastName],
    );
  }
}
