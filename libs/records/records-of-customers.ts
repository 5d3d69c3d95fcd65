import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityMaskings } from '#activities/activity-maskings.js';
import { CustomerParts } from '#customers/customer-parts.js';
import { RecordCustomerStore } from './record-customer.store.js';
import { RecordMaskingStore } from './record-masking.store.js';

/** What people have written into records by mail, once they are to be forgotten (customers.md CUST-30), or it is masked (ACT-8). */
@Injectable()
export class RecordsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly maskings: ActivityMaskings,
    private readonly store: RecordCustomerStore,
    private readonly masking: RecordMaskingStore,
  ) {}

  onModuleInit(): void {
    this.parts.register({ object: 'record', erase: (transaction, person) => this.store.erase(transaction, person) });
    this.maskings.register(async (transaction, { id, mask }) => {
      const entries = await this.masking.maskEntries(transaction, id, mask);
      const values = await this.masking.maskValues(transaction, id, mask);
      return entries + values > 0 ? ['records'] : [];
    });
  }
}
