import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NoteStore } from '#notes/note.store.js';
import { CustomerParts } from './customer-parts.js';

/** Notes about customers that are merged, and everything that was noted about those that are obfuscated (CUST-20, CUST-30). */
@Injectable()
export class NotesOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly notes: NoteStore,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'note',
      survey: async (queryable, customerId) => ({
        count: await this.notes.count(queryable, 'customer', customerId),
        departmentIds: [],
      }),
      move: (transaction, { fromId, toId }) => this.notes.move(transaction, 'customer', fromId, toId),
      erase: (transaction, { customerId }) => this.notes.deleteOfCustomer(transaction, customerId),
    });
  }
}
