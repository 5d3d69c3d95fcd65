import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerParts } from '#customers/customer-parts.js';
import { RecordCustomerStore } from './record-customer.store.js';

/** What people have written into records by mail, once they are to be forgotten (customers.md CUST-30). */
@Injectable()
export class RecordsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly store: RecordCustomerStore,
  ) {}

  onModuleInit(): void {
    this.parts.register({ object: 'record', erase: (transaction, person) => this.store.erase(transaction, person) });
  }
}
