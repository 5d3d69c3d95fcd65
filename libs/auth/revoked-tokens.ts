import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#runtime/clock.js';
import { Recurring } from '#runtime/recurring.js';
import { Database } from '#storage/database.js';
import { RevokedTokenStore, type RevokedToken } from './revoked-token.store.js';

/** A revoked token must be refused on all nodes within 5 s (runtime.md §5). */
const READ_EVERY_MS = 2_000;

const SWEEP_EVERY_MS = 600_000;

/** An expired token is refused anyway; it is forgotten here once no clock can still take it for valid. */
const KEPT_AFTER_EXPIRY_MS = 60_000;

/** Which access tokens are refused although they have not expired; kept in memory, read again and again. */
@Injectable()
export class RevokedTokens implements OnModuleInit {
  private readonly expiryByJti = new Map<string, number>();

  constructor(
    private readonly store: RevokedTokenStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recurring: Recurring,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.read();
    this.recurring.every(READ_EVERY_MS, 'read revoked tokens', () => this.read());
    this.recurring.everyOnWorkers(SWEEP_EVERY_MS, 'sweep revoked tokens', () => this.sweep());
  }

  has(jti: string): boolean {
    return this.expiryByJti.has(jti);
  }

  async revoke(token: RevokedToken): Promise<void> {
    await this.database.transaction((transaction) => this.store.insert(transaction, token));
    this.add(token);
  }

  private async read(): Promise<void> {
    for (const token of await this.store.readUnexpired(this.clock.now())) this.add(token);
    const forgetBefore = this.clock.now().getTime() - KEPT_AFTER_EXPIRY_MS;
    for (const [jti, expiry] of this.expiryByJti) {
      if (expiry < forgetBefore) this.expiryByJti.delete(jti);
    }
  }

  private add({ jti, expiresAt }: RevokedToken): void {
    this.expiryByJti.set(jti, expiresAt.getTime());
  }

  private async sweep(): Promise<void> {
    const expiredBefore = new Date(this.clock.now().getTime() - KEPT_AFTER_EXPIRY_MS);
    await this.database.transaction((transaction) => this.store.removeExpired(transaction, expiredBefore));
  }
}
