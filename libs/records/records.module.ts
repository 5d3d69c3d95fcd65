import { Module } from '@nestjs/common';
import { ActivitiesModule } from '#activities/activities.module.js';
import { AttachmentsModule } from '#attachments/attachments.module.js';
import { ConfiguredWrites } from '#configuration/configured-writes.js';
import { CustomersModule } from '#customers/customers.module.js';
import { OutboxModule } from '#outbox/outbox.module.js';
import { WritesModule } from '#writes/writes.module.js';
import { LinkTargetStore } from './link-target.store.js';
import { RecordAccess } from './record-access.js';
import { RecordCustomerStore } from './record-customer.store.js';
import { RecordEnding } from './record-ending.js';
import { RecordEntryStore } from './record-entry.store.js';
import { RecordLinks } from './record-links.js';
import { RecordMaskingStore } from './record-masking.store.js';
import { RecordPartsController } from './record-parts.controller.js';
import { RecordSearchStore } from './record-search.store.js';
import { RecordTextIndex } from './record-text-index.js';
import { RecordTextStore } from './record-text.store.js';
import { RecordWriteController } from './record-write.controller.js';
import { RecordWriteStore } from './record-write.store.js';
import { RecordWriting } from './record-writing.js';
import { RecordController } from './record.controller.js';
import { RecordStore } from './record.store.js';
import { RecordsOfCustomers } from './records-of-customers.js';

/** Records of the tables that an administrator defines. */
@Module({
  imports: [ActivitiesModule, AttachmentsModule, CustomersModule, OutboxModule, WritesModule],
  controllers: [RecordController, RecordPartsController, RecordWriteController],
  providers: [
    ConfiguredWrites,
    LinkTargetStore,
    RecordAccess,
    RecordCustomerStore,
    RecordEnding,
    RecordEntryStore,
    RecordLinks,
    RecordMaskingStore,
    RecordSearchStore,
    RecordsOfCustomers,
    RecordStore,
    RecordTextIndex,
    RecordTextStore,
    RecordWriteStore,
    RecordWriting,
  ],
  exports: [RecordAccess, RecordLinks, RecordWriting],
})
export class RecordsModule {}
