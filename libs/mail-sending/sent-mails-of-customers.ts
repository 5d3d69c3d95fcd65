import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerParts } from '#customers/customer-parts.js';
import { OutboxStore } from '#outbox/outbox.store.js';
import { Clock } from '#runtime/clock.js';
import { MAIL_SETTLED } from './outgoing-mail.store.js';
import { SentMailCustomerStore } from './sent-mail-customer.store.js';

/** The outgoing mail of customers that are obfuscated (customers.md CUST-30). */
@Injectable()
export class SentMailsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly store: SentMailCustomerStore,
    private readonly outbox: OutboxStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'sentMail',
      erase: async (transaction, person) => {
        const now = this.clock.now();
        for (const objectId of await this.store.erase(transaction, person)) {
          await this.outbox.add(transaction, { lane: 'replies', kind: MAIL_SETTLED, objectId }, now);
        }
      },
    });
  }
}
