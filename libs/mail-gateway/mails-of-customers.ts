import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityMaskings } from '#activities/activity-maskings.js';
import { BlobDeletions } from '#attachments/blob-deletions.js';
import { CustomerParts } from '#customers/customer-parts.js';
import { MailCustomerStore } from './mail-customer.store.js';

/** The journal and the raw mails of customers that are obfuscated (customers.md CUST-30), and of activities that are masked (ACT-8). */
@Injectable()
export class MailsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly maskings: ActivityMaskings,
    private readonly store: MailCustomerStore,
    private readonly blobs: BlobDeletions,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'mail',
      erase: async (transaction, person) => {
        await this.blobs.post(transaction, await this.store.erase(transaction, person));
      },
    });
    this.maskings.register(async (transaction, { id }) => {
      await this.blobs.post(transaction, await this.store.eraseOfActivity(transaction, id));
    });
  }
}
