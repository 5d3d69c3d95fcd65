import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerParts } from '#customers/customer-parts.js';
import { AttachmentCustomerStore } from './attachment-customer.store.js';
import { BlobDeletions } from './blob-deletions.js';

/** The files of customers that are merged or obfuscated (customers.md CUST-20, CUST-30). */
@Injectable()
export class AttachmentsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly store: AttachmentCustomerStore,
    private readonly blobs: BlobDeletions,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'upload',
      move: (transaction, move) => this.store.moveUploads(transaction, move),
      erase: async (transaction, person) => {
        await this.blobs.post(transaction, await this.store.erase(transaction, person));
      },
    });
  }
}
