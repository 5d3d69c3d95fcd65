import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BlobDeletions } from '#attachments/blob-deletions.js';
import { CustomerParts } from '#customers/customer-parts.js';
import { MailCustomerStore } from './mail-customer.store.js';

/** The journal and the raw mails of customers that are obfuscated (customers.md CUST-30). */
@Injectable()
export class MailsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
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
  }
}
