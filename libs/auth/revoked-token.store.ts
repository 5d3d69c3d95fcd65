import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#storage/database.js';

export interface RevokedToken {
  readonly jti: string;
  readonly expiresAt: Date;
}

@Injectable()
export class RevokedTokenStore {
  constructor(private readonly database: Database) {}

  async readUnexpired(now: Date): Promise<RevokedToken[]> {
    return this.database.query<RevokedToken>(
      {
        name: 'read-revoked-tokens',
        text: 'SELECT jti, expires_at AS "expiresAt" FROM revoked_tokens WHERE expires_at > $1',
      },
      [now],
    );
  }

  async insert(transaction: Transaction, { jti, expiresAt }: RevokedToken): Promise<void> {
    await transaction.query(
      'INSERT INTO revoked_tokens (jti, expires_at) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT revoked_tokens_pkey DO NOTHING',
      [jti, expiresAt],
    );
  }

  async removeExpired(transaction: Transaction, now: Date): Promise<void> {
    await transaction.query('DELETE FROM revoked_tokens WHERE expires_at <= $1', [now]);
  }
}
