import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BlobDeletions } from '#attachments/blob-deletions.js';
import { CustomerParts } from '#customers/customer-parts.js';
import { ActivityCustomerStore } from './activity-customer.store.js';

/** The activities of customers that are merged or obfuscated (customers.md CUST-20, CUST-30). */
@Injectable()
export class ActivitiesOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly store: ActivityCustomerStore,
    private readonly blobs: BlobDeletions,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'activity',
      survey: (queryable, customerId) => this.store.survey(queryable, customerId),
      move: (transaction, move) => this.store.move(transaction, move),
      erase: async (transaction, person) => {
        await this.blobs.post(transaction, await this.store.erase(transaction, person));
      },
    });
  }
}
