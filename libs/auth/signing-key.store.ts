import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#storage/database.js';

export interface SigningKeyRow {
  readonly kid: string;
  readonly encryptedPrivateJwk: string;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}

/** Any number that no other advisory lock of ours has. */
const ROTATION_LOCK = 7_263_400_002;

const READ = `
  SELECT kid, encrypted_private_jwk AS "encryptedPrivateJwk", created_at AS "createdAt", retired_at AS "retiredAt"
  FROM signing_keys`;

@Injectable()
export class SigningKeyStore {
  constructor(private readonly database: Database) {}

  async readAll(): Promise<SigningKeyRow[]> {
    return this.database.query<SigningKeyRow>(READ);
  }

  /** Reads what no other node can change before the transaction ends. */
  async readForRotation(transaction: Transaction): Promise<SigningKeyRow[]> {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [ROTATION_LOCK]);
    return transaction.query<SigningKeyRow>(READ);
  }

  async insert(transaction: Transaction, key: SigningKeyRow): Promise<void> {
    await transaction.query(
      'INSERT INTO signing_keys (kid, encrypted_private_jwk, created_at, retired_at) VALUES ($1, $2, $3, $4)',
      [key.kid, key.encryptedPrivateJwk, key.createdAt, key.retiredAt],
    );
  }

  async retireOthers(transaction: Transaction, kid: string, retiredAt: Date): Promise<void> {
    await transaction.query('UPDATE signing_keys SET retired_at = $2 WHERE kid <> $1 AND retired_at IS NULL', [
      kid,
      retiredAt,
    ]);
  }

  async remove(transaction: Transaction, kids: readonly string[]): Promise<void> {
    await transaction.query('DELETE FROM signing_keys WHERE kid = ANY ($1::text[])', [[...kids]]);
  }
}
