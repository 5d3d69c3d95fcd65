import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityMaskings } from '#activities/activity-maskings.js';
import { CustomerParts } from '#customers/customer-parts.js';
import { DeliveryCustomerStore } from './delivery-customer.store.js';

/** The log of pushes holds what was pushed: it forgets customers that are obfuscated (customers.md CUST-30), and what is masked (ACT-8). */
@Injectable()
export class DeliveriesOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly maskings: ActivityMaskings,
    private readonly store: DeliveryCustomerStore,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'fieldPush',
      erase: (transaction, person) => this.store.erase(transaction, person),
    });
    this.maskings.register(async (transaction, { caseId, mask }) => {
      if (caseId !== null) await this.store.mask(transaction, caseId, mask);
      return [];
    });
  }
}
