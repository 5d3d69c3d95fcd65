import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWK,
  type LocalJWKSet,
} from 'jose';
import { Clock } from '#runtime/clock.js';
import { Recurring } from '#runtime/recurring.js';
import { Secrets } from '#runtime/secrets.js';
import { Database } from '#storage/database.js';
import { inOrderOfUse, isPublished, isRotationDue, retirement } from './signing-key.rules.js';
import { SigningKeyStore, type SigningKeyRow } from './signing-key.store.js';

export const SIGNING_ALGORITHM = 'ES256';

/** Well below the ten minutes that a key is published before it signs. */
const READ_EVERY_MS = 60_000;

const ROTATE_EVERY_MS = 3_600_000;

const PURPOSE = 'signing-key';

/** The keys as they are at one time; a new object whenever a key or the order changes. */
export interface SigningKeySet {
  /** The key that signs first, then those that only verify. */
  readonly privateKeys: readonly JWK[];
  readonly verify: LocalJWKSet;
}

/**
 * The keys of our own access tokens. They live encrypted in the database, so that all nodes sign with the same one; the
 * first node to start makes the first, under a lock.
 */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private keySet: SigningKeySet | undefined;

  constructor(
    private readonly store: SigningKeyStore,
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly recurring: Recurring,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.rotateWhenDue();
    this.recurring.every(READ_EVERY_MS, 'read signing keys', () => this.read());
    this.recurring.every(ROTATE_EVERY_MS, 'rotate signing keys', () => this.rotateWhenDue());
  }

  current(): SigningKeySet {
    if (!this.keySet) throw new Error('The signing keys have not been read yet');
    return this.keySet;
  }

  /** Makes a new key at once, for instance because the old one may have leaked; it signs ten minutes later. */
  async rotate(): Promise<void> {
    await this.change(() => true);
  }

  private async rotateWhenDue(): Promise<void> {
    await this.change((keys) => isRotationDue(keys, this.clock.now()));
  }

  private async change(isDue: (keys: readonly SigningKeyRow[]) => boolean): Promise<void> {
    const fresh = await this.make();
    await this.database.transaction(async (transaction) => {
      const keys = await this.store.readForRotation(transaction);
      const expired = keys.filter((key) => !isPublished(key, this.clock.now()));
      if (expired.length > 0)
        await this.store.remove(
          transaction,
          expired.map(({ kid }) => kid),
        );
      if (!isDue(keys)) return;
      await this.store.insert(transaction, fresh);
      await this.store.retireOthers(transaction, fresh.kid, retirement(this.clock.now()));
    });
    await this.read();
  }

  private async make(): Promise<SigningKeyRow> {
    const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
    const jwk = await exportJWK(privateKey);
    const kid = await calculateJwkThumbprint(jwk);
    const encryptedPrivateJwk = this.secrets.encrypt(PURPOSE, JSON.stringify(jwk));
    return { kid, encryptedPrivateJwk, createdAt: this.clock.now(), retiredAt: null };
  }

  private async read(): Promise<void> {
    const rows = inOrderOfUse(await this.store.readAll(), this.clock.now());
    const isUnchanged = rows.map(({ kid }) => kid).join() === this.keySet?.privateKeys.map(({ kid }) => kid).join();
    if (isUnchanged) return;
    const privateKeys = rows.map((row) => this.decrypt(row));
    const publicKeys = privateKeys.map(({ d: _, ...publicKey }) => publicKey);
    this.keySet = { privateKeys, verify: createLocalJWKSet({ keys: publicKeys }) };
  }

  private decrypt({ kid, encryptedPrivateJwk }: SigningKeyRow): JWK {
    const jwk = JSON.parse(this.secrets.decrypt(PURPOSE, encryptedPrivateJwk)) as JWK;
    return { ...jwk, kid, alg: SIGNING_ALGORITHM, use: 'sig' };
  }
}
