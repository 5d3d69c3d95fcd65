import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityChangeStore } from '#activities/activity-change.store.js';
import { ActivityMaskings, type MaskedActivity } from '#activities/activity-maskings.js';
import { BlobDeletions } from '#attachments/blob-deletions.js';
import { CustomerParts } from '#customers/customer-parts.js';
import type { Transaction } from '#storage/database.js';
import { MailCustomerStore } from './mail-customer.store.js';

/** The journal and the raw mails of customers that are obfuscated (customers.md CUST-30), and of activities that are masked (ACT-8). */
@Injectable()
export class MailsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly maskings: ActivityMaskings,
    private readonly activities: ActivityChangeStore,
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
    this.maskings.register(async (transaction, activity) => {
      if (!activity.isMasked && !(await this.isInMail(transaction, activity))) return [];
      const { count, blobKeys } = await this.store.eraseOfActivity(transaction, activity.id);
      const wholes = await this.store.eraseWholes(transaction, activity.id);
      await this.blobs.post(transaction, [...blobKeys, ...wholes.flatMap((key) => key ?? [])]);
      if (wholes.length > 0) await this.activities.countPurged(transaction, activity.id, wholes.length);
      return [...(count > 0 ? ['rawMail'] : []), ...(wholes.length > 0 ? ['attachments'] : [])];
    });
  }

  /** Whether the mail itself says what its activity does not show, such as a header. */
  private async isInMail(transaction: Transaction, { id, mask }: MaskedActivity): Promise<boolean> {
    const texts = (await this.store.findSmall(transaction, id)).map((content) => Buffer.from(content).toString());
    return texts.some((text) => mask(text) !== text);
  }
}
