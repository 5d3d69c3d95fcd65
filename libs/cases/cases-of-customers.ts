import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerParts } from '#customers/customer-parts.js';
import { CaseCustomerStore } from './case-customer.store.js';

/** The cases of customers that are merged or obfuscated (customers.md CUST-20, CUST-30). */
@Injectable()
export class CasesOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly store: CaseCustomerStore,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'case',
      survey: (queryable, customerId) => this.store.survey(queryable, customerId),
      move: (transaction, move) => this.store.move(transaction, move),
      erase: (transaction, person) => this.store.erase(transaction, person),
    });
  }
}
