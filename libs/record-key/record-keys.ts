import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#runtime/clock.js';
import { Recurring } from '#runtime/recurring.js';
import { Secrets } from '#runtime/secrets.js';
import { Database, type Transaction } from '#storage/database.js';
import { daysOf, expiredSecrets, isRotationDue, sealingSecret, secretsBefore } from './record-key-ring.rules.js';
import {
  openRecordKey,
  recordSecretOf,
  sealRecordKey,
  type OpenedRecordKey,
  type RecordKeyCarrier,
  type RecordKeyContent,
  type RecordSecret,
} from './record-key.rules.js';
import { RecordSecretStore, type RecordSecretRow } from './record-secret.store.js';

/** Well below the ten minutes that a secret is known before it seals. */
const READ_EVERY_MS = 60_000;

const ROTATE_EVERY_MS = 3_600_000;

const PURPOSE = 'record-key';
const SECRET_BYTES = 32;

interface KeptSecret extends RecordSecretRow {
  readonly secret: RecordSecret;
}

/**
 * Seals and opens record keys. The secrets live encrypted in the database, so that all processes share them, and another
 * installation has others; the first process to start makes the first, under a lock.
 */
@Injectable()
export class RecordKeys implements OnModuleInit {
  private kept: readonly KeptSecret[] = [];

  constructor(
    private readonly store: RecordSecretStore,
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly recurring: Recurring,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.rotateWhenDue();
    this.recurring.every(READ_EVERY_MS, 'read record keys', () => this.read());
    this.recurring.every(ROTATE_EVERY_MS, 'rotate record keys', () => this.rotateWhenDue());
  }

  /** 40 lower-case characters. */
  seal(content: RecordKeyContent, carrier: RecordKeyCarrier): string {
    const now = this.clock.now();
    const sealing = sealingSecret(this.kept, now);
    if (!sealing) throw new Error('The secrets of record keys have not been read yet');
    return sealRecordKey(sealing.secret, content, carrier, now);
  }

  /** Undefined for whatever is no good key. */
  open(text: string, carrier: RecordKeyCarrier): OpenedRecordKey | undefined {
    const secrets = this.kept.map(({ secret }) => secret);
    return openRecordKey(secrets, text, carrier, this.clock.now());
  }

  /** Makes a new secret, which seals ten minutes later; keys of the old ones stay good. */
  async rotate(transaction: Transaction): Promise<void> {
    const rows = await this.store.readForRotation(transaction);
    await this.insert(transaction, rows);
  }

  /** Keys of days before `before` are good no more, and a new secret is made, because an old one may have leaked. */
  async revoke(transaction: Transaction, before: Date): Promise<void> {
    const rows = await this.store.readForRotation(transaction);
    const all = [...rows, await this.insert(transaction, rows)];
    await this.store.remove(transaction, secretsBefore(all, before));
    await this.store.honourFrom(transaction, before);
  }

  /** Reads the secrets; other processes do within a minute. */
  async read(): Promise<void> {
    const rows = await this.store.readAll();
    this.kept = rows.map((row) => {
      const bytes = Buffer.from(this.secrets.decrypt(PURPOSE, row.encryptedSecret), 'base64');
      return { ...row, secret: recordSecretOf(row.number, bytes, daysOf(row, rows)) };
    });
  }

  private async rotateWhenDue(): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const rows = await this.store.readForRotation(transaction);
      const now = this.clock.now();
      const expired = expiredSecrets(rows, now);
      if (expired.length > 0) await this.store.remove(transaction, expired);
      if (isRotationDue(rows, now)) await this.insert(transaction, rows);
    });
    await this.read();
  }

  private async insert(transaction: Transaction, rows: readonly RecordSecretRow[]): Promise<RecordSecretRow> {
    const row = {
      number: Math.max(0, ...rows.map(({ number }) => number)) + 1,
      encryptedSecret: this.secrets.encrypt(PURPOSE, randomBytes(SECRET_BYTES).toString('base64')),
      createdAt: this.clock.now(),
      honouredFrom: null,
    };
    await this.store.insert(transaction, row);
    return row;
  }
}
