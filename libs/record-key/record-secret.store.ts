import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#storage/database.js';
import type { RecordSecretAge } from './record-key-ring.rules.js';

export interface RecordSecretRow extends RecordSecretAge {
  readonly encryptedSecret: string;
}

/** Any number that no other advisory lock of ours has. */
const ROTATION_LOCK = 7_263_400_085;

const READ = `
  SELECT number, encrypted_secret AS "encryptedSecret", created_at AS "createdAt", honoured_from AS "honouredFrom"
  FROM record_secrets ORDER BY number`;

@Injectable()
export class RecordSecretStore {
  constructor(private readonly database: Database) {}

  async readAll(): Promise<RecordSecretRow[]> {
    return this.database.query<RecordSecretRow>(READ);
  }

  /** Reads what no other process can change before the transaction ends. */
  async readForRotation(transaction: Transaction): Promise<RecordSecretRow[]> {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [ROTATION_LOCK]);
    return transaction.query<RecordSecretRow>(READ);
  }

  async insert(transaction: Transaction, { number, encryptedSecret, createdAt }: RecordSecretRow): Promise<void> {
    await transaction.query('INSERT INTO record_secrets (number, encrypted_secret, created_at) VALUES ($1, $2, $3)', [
      number,
      encryptedSecret,
      createdAt,
    ]);
  }

  async honourFrom(transaction: Transaction, from: Date): Promise<void> {
    await transaction.query('UPDATE record_secrets SET honoured_from = greatest(honoured_from, $1::timestamptz)', [
      from,
    ]);
  }

  async remove(transaction: Transaction, numbers: readonly number[]): Promise<void> {
    await transaction.query('DELETE FROM record_secrets WHERE number = ANY ($1::integer[])', [numbers]);
  }
}
