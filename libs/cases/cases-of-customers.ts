import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerParts } from '#customers/customer-parts.js';
import { recordFieldChanges } from '#field-pushes/field-change.store.js';
import { FIELDS_OF_ITS_CUSTOMER } from '#field-pushes/push-field.rules.js';
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
      move: async (transaction, move) => {
        const recordIds = await this.store.move(transaction, move);
        await recordFieldChanges(transaction, { object: 'ticket', recordIds, fields: FIELDS_OF_ITS_CUSTOMER });
        return recordIds;
      },
      erase: async (transaction, person) => {
        const recordIds = await this.store.erase(transaction, person);
        await recordFieldChanges(transaction, { object: 'ticket', recordIds, fields: undefined });
      },
    });
  }
}
