import { Module } from '@nestjs/common';
import { NotesModule } from '#notes/notes.module.js';
import { OutboxModule } from '#outbox/outbox.module.js';
import { WritesModule } from '#writes/writes.module.js';
import { CustomerAttributesController } from './customer-attributes.controller.js';
import { CustomerMergeController } from './customer-merge.controller.js';
import { CustomerMergeStore } from './customer-merge.store.js';
import { CustomerMerging } from './customer-merging.js';
import { CustomerNoteController, NotedCustomers } from './customer-notes.js';
import { CustomerParts } from './customer-parts.js';
import { CustomerWriteController } from './customer-write.controller.js';
import { CustomerWriteStore } from './customer-write.store.js';
import { ConfiguredWrites } from '#configuration/configured-writes.js';
import { CustomerController } from './customer.controller.js';
import { CustomerTargetStore } from './customer-target.store.js';
import { CustomerReferenceCheck } from './customer-references.js';
import { CustomerStore } from './customer.store.js';
import { CustomerObfuscation } from './customer-obfuscation.js';
import { GrantController } from './grant.controller.js';
import { GrantStore } from './grant.store.js';
import { KeysOfCustomers } from './keys-of-customers.js';
import { NotesOfCustomers } from './notes-of-customers.js';
import { ObfuscationController } from './obfuscation.controller.js';
import { ObfuscationJobs } from './obfuscation-jobs.js';
import { ObfuscationStore } from './obfuscation.store.js';

@Module({
  imports: [NotesModule, OutboxModule, WritesModule],
  controllers: [
    CustomerAttributesController,
    CustomerController,
    CustomerWriteController,
    CustomerMergeController,
    CustomerNoteController,
    GrantController,
    ObfuscationController,
  ],
  providers: [
    CustomerMergeStore,
    CustomerMerging,
    CustomerObfuscation,
    CustomerParts,
    CustomerReferenceCheck,
    CustomerStore,
    CustomerTargetStore,
    CustomerWriteStore,
    ConfiguredWrites,
    GrantStore,
    KeysOfCustomers,
    NotedCustomers,
    NotesOfCustomers,
    ObfuscationJobs,
    ObfuscationStore,
  ],
  exports: [CustomerParts, CustomerTargetStore, CustomerWriteStore, GrantStore],
})
export class CustomersModule {}
