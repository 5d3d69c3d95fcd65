import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityMaskings } from '#activities/activity-maskings.js';
import { CustomerParts, type CustomerMove } from '#customers/customer-parts.js';
import type { Transaction } from '#storage/database.js';
import { RecordCustomerStore } from './record-customer.store.js';
import { RecordMaskingStore } from './record-masking.store.js';
import { RecordWriteStore } from './record-write.store.js';

/**
 * What records have of customers: links, which follow when customers are merged (customers.md CUST-20), and what people have written
 * by mail, once they are to be forgotten (CUST-30), or it is masked (ACT-8).
 */
@Injectable()
export class RecordsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly maskings: ActivityMaskings,
    private readonly store: RecordCustomerStore,
    private readonly masking: RecordMaskingStore,
    private readonly writing: RecordWriteStore,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'record',
      survey: (queryable, customerId) => this.store.survey(queryable, customerId),
      move: (transaction, move) => this.moveLinks(transaction, move),
      erase: (transaction, person) => this.store.erase(transaction, person),
    });
    this.maskings.register(async (transaction, { id, mask }) => {
      const entries = await this.masking.maskEntries(transaction, id, mask);
      const values = await this.masking.maskValues(transaction, id, mask);
      return entries + values > 0 ? ['records'] : [];
    });
  }

  private async moveLinks(transaction: Transaction, { fromIds, toId, by, at }: CustomerMove): Promise<string[]> {
    const changed: string[] = [];
    for (const from of fromIds) {
      changed.push(...(await this.writing.relink(transaction, { table: 'customer', from, to: toId }, by, at)));
    }
    return [...new Set(changed)];
  }
}
