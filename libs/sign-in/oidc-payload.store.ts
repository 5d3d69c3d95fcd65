import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#storage/database.js';

export interface OidcPayload {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly consumedAt: Date | null;
}

export interface NewOidcPayload {
  readonly model: string;
  readonly key: string;
  readonly payload: object;
  readonly grantId: string | null;
  readonly expiresAt: Date;
}

@Injectable()
export class OidcPayloadStore {
  constructor(private readonly database: Database) {}

  async find(model: string, key: string): Promise<OidcPayload | undefined> {
    const [row] = await this.database.query<OidcPayload>(
      'SELECT payload, consumed_at AS "consumedAt" FROM oidc_payloads WHERE model = $1 AND key = $2',
      [model, key],
    );
    return row;
  }

  async put(transaction: Transaction, { model, key, payload, grantId, expiresAt }: NewOidcPayload): Promise<void> {
    await transaction.query(
      `INSERT INTO oidc_payloads (model, key, payload, grant_id, expires_at) VALUES ($1, $2, $3::json, $4, $5)
       ON CONFLICT ON CONSTRAINT oidc_payloads_pkey DO UPDATE SET payload = EXCLUDED.payload, expires_at = EXCLUDED.expires_at`,
      [model, key, JSON.stringify(payload), grantId, expiresAt],
    );
  }

  /** False when it had been consumed before: of two simultaneous attempts one succeeds. */
  async consume(transaction: Transaction, model: string, key: string): Promise<boolean> {
    const rows = await transaction.query(
      'UPDATE oidc_payloads SET consumed_at = now() WHERE model = $1 AND key = $2 AND consumed_at IS NULL RETURNING key',
      [model, key],
    );
    return rows.length > 0;
  }

  async remove(transaction: Transaction, model: string, key: string): Promise<void> {
    await transaction.query('DELETE FROM oidc_payloads WHERE model = $1 AND key = $2', [model, key]);
  }

  async removeGrant(transaction: Transaction, model: string, grantId: string): Promise<void> {
    await transaction.query('DELETE FROM oidc_payloads WHERE model = $1 AND grant_id = $2', [model, grantId]);
  }

  /** Removes what is about these contacts, or holds one of these texts, which are in lower case. */
  async removeOfContacts(
    transaction: Transaction,
    contactIds: readonly string[],
    texts: readonly string[],
  ): Promise<void> {
    await transaction.query(
      `DELETE FROM oidc_payloads WHERE EXISTS (
        SELECT FROM unnest($1::text[]) AS t WHERE position(t IN lower(payload::text)) > 0)`,
      [[...contactIds.map((id) => `"contact:${id}"`), ...texts]],
    );
  }

  async removeExpired(transaction: Transaction, now: Date): Promise<void> {
    await transaction.query('DELETE FROM oidc_payloads WHERE expires_at < $1', [now]);
  }
}
