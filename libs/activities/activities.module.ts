import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { ActivityVisibility } from '#attachments/activity-visibility.js';
import { AttachmentsModule } from '#attachments/attachments.module.js';
import { CustomersModule } from '#customers/customers.module.js';
import { NotesModule } from '#notes/notes.module.js';
import { WritesModule } from '#writes/writes.module.js';
import { ActivityAttributesController } from './activity-attributes.controller.js';
import { ActivityChangeStore } from './activity-change.store.js';
import { ActivityChanges } from './activity-changes.js';
import { ActivityCustomerViewController } from './activity-customer-view.controller.js';
import { ActivityEditController } from './activity-edit.controller.js';
import { ActivityNoteController, NotedActivities } from './activity-notes.js';
import { OutboxModule } from '#outbox/outbox.module.js';
import { ActivitiesOfCustomers } from './activities-of-customers.js';
import { ActivityCustomerStore } from './activity-customer.store.js';
import { ActivityMaskings } from './activity-maskings.js';
import { ActivityPartitionStore } from './activity-partition.store.js';
import { ActivityPartitions } from './activity-partitions.js';
import { ActivityReaders } from './activity-readers.js';
import { ActivitySearchStore } from './activity-search.store.js';
import { ActivitySearchController } from './activity-search.controller.js';
import { ActivityTextHits } from './activity-text-hits.store.js';
import { ActivityTextIndex } from './activity-text-index.js';
import { ActivityTextStore } from './activity-text.store.js';
import { CaseTextStore } from './case-text.store.js';
import { ActivityController } from './activity.controller.js';
import { ActivityStore } from './activity.store.js';
import { AttachmentPurgeController } from './attachment-purge.controller.js';
import { EmbeddedImages } from './embedded-images.js';
import { assertSoundTables } from './status-table.rules.js';
import { RepliedActivityStore } from './replied-activity.store.js';
import { SecureFinds } from './secure-finds.js';
import { StoredActivityVisibility } from './stored-activity-visibility.js';

/** Global, because attachments, which come before activities in the order of the libs, ask it who may see them. */
@Global()
@Module({
  imports: [AttachmentsModule, CustomersModule, NotesModule, OutboxModule, WritesModule],
  controllers: [
    ActivitySearchController,
    ActivityAttributesController,
    ActivityController,
    ActivityEditController,
    ActivityCustomerViewController,
    ActivityNoteController,
    AttachmentPurgeController,
  ],
  providers: [
    ActivitiesOfCustomers,
    ActivityCustomerStore,
    ActivityChanges,
    ActivityChangeStore,
    ActivityMaskings,
    NotedActivities,
    ActivityPartitions,
    ActivityPartitionStore,
    ActivityReaders,
    ActivitySearchStore,
    ActivityStore,
    ActivityTextHits,
    EmbeddedImages,
    RepliedActivityStore,
    SecureFinds,
    ActivityTextIndex,
    ActivityTextStore,
    CaseTextStore,
    { provide: ActivityVisibility, useClass: StoredActivityVisibility },
  ],
  exports: [
    ActivityChanges,
    ActivityChangeStore,
    ActivityMaskings,
    ActivityReaders,
    ActivityStore,
    ActivityTextHits,
    ActivityTextStore,
    ActivityVisibility,
    RepliedActivityStore,
    SecureFinds,
  ],
})
export class ActivitiesModule implements OnModuleInit {
  onModuleInit(): void {
    assertSoundTables();
  }
}
