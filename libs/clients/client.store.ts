import { Injectable } from '@nestjs/common';
import type { ClientId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';

export interface StoredClient {
  readonly id: ClientId;
  readonly clientId: string;
  /** `Secrets.encrypt('client-secret', …)`; null for a public client. */
  readonly encryptedSecret: string | null;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly grantTypes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly mayActFor: readonly string[];
  readonly active: boolean;
}

@Injectable()
export class ClientStore implements ItemStore<StoredClient> {
  async list(queryable: Queryable): Promise<StoredClient[]> {
    return queryable.query(
      `SELECT id, client_id AS "clientId", encrypted_secret AS "encryptedSecret", name, scopes, grant_types AS "grantTypes",
          redirect_uris AS "redirectUris",
          allowed_origins AS "allowedOrigins", may_act_for AS "mayActFor", active
        FROM clients ORDER BY id`,
    );
  }

  /** Of active client applications. */
  async listOrigins(queryable: Queryable): Promise<{ readonly clientId: string; readonly origin: string }[]> {
    return queryable.query({
      name: 'list-client-origins',
      text: 'SELECT client_id AS "clientId", unnest(allowed_origins) AS origin FROM clients WHERE active',
    });
  }

  async save(transaction: Transaction, client: Draft<StoredClient>): Promise<ClientId> {
    const rows = await transaction.query<{ id: ClientId }>(
      `INSERT INTO clients
          (id, client_id, encrypted_secret, name, scopes, grant_types, redirect_uris, may_act_for, active, allowed_origins)
        VALUES (coalesce($1::bigint, nextval(pg_get_serial_sequence('clients', 'id'))),
          $2, $3, $4, $5::text[], $6::text[], $7::text[], $8::text[], $9, $10::text[])
        ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id, encrypted_secret = excluded.encrypted_secret,
          name = excluded.name, scopes = excluded.scopes, grant_types = excluded.grant_types,
          redirect_uris = excluded.redirect_uris, may_act_for = excluded.may_act_for, active = excluded.active,
          allowed_origins = excluded.allowed_origins
        RETURNING id`,
      [
        client.id ?? null,
        client.clientId,
        client.encryptedSecret,
        client.name,
        [...client.scopes],
        [...client.grantTypes],
        [...client.redirectUris],
        [...client.mayActFor],
        client.active,
        [...client.allowedOrigins],
      ],
    );
    return onlyRow(rows).id;
  }
}
