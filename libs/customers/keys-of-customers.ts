import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IdempotencyStore } from '#writes/idempotency.store.js';
import { CustomerParts } from './customer-parts.js';

/** Kept answers may name what somebody sent: they are forgotten with the person (customers.md CUST-30). */
@Injectable()
export class KeysOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly keys: IdempotencyStore,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'idempotencyKey',
      erase: (transaction, { ids, marks }) =>
        this.keys.forget(
          transaction,
          ids.map((id) => `customer:${id}`),
          marks,
        ),
    });
  }
}
