import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerParts } from '#customers/customer-parts.js';
import { SentMailCustomerStore } from './sent-mail-customer.store.js';

/** The outgoing mail of customers that are obfuscated (customers.md CUST-30). */
@Injectable()
export class SentMailsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly store: SentMailCustomerStore,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'sentMail',
      erase: (transaction, person) => this.store.erase(transaction, person),
    });
  }
}
