import { Module } from '@nestjs/common';
import { IdempotencyStore } from './idempotency.store.js';
import { Idempotency } from './idempotency.js';
import { Writes } from './writes.js';

/** What controllers that write import. */
@Module({ providers: [Idempotency, IdempotencyStore, Writes], exports: [Idempotency, IdempotencyStore, Writes] })
export class WritesModule {}
