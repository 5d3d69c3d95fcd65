import { Module } from '@nestjs/common';
import { CustomersModule } from '#customers/customers.module.js';
import { OutboxModule } from '#outbox/outbox.module.js';
import { Clock } from '#runtime/clock.js';
import { Logger } from '#runtime/logger.js';
import { Metrics } from '#runtime/metrics.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { WritesModule } from '#writes/writes.module.js';
import { ActivityAttachmentController } from './activity-attachment.controller.js';
import { AssetLinks } from './asset-links.js';
import { AssetController } from './asset.controller.js';
import { AttachmentCustomerStore } from './attachment-customer.store.js';
import { AttachmentsOfCustomers } from './attachments-of-customers.js';
import { AttachmentStore } from './attachment.store.js';
import { BlobDeletions } from './blob-deletions.js';
import { BlobOwners } from './blob-owners.js';
import { BlobStore } from './blob-store.js';
import { configuredBlobStore } from './configured-blob-store.js';
import { PreuploadController } from './preupload.controller.js';
import { TransferController } from './transfer.controller.js';
import { UploadSweep } from './upload-sweep.js';
import { Uploads } from './uploads.js';

/** Files on their way to and on activities. `ActivityVisibility` comes from libs/activities, which imports this lib. */
@Module({
  imports: [CustomersModule, OutboxModule, WritesModule],
  controllers: [PreuploadController, TransferController, AssetController, ActivityAttachmentController],
  providers: [
    AttachmentCustomerStore,
    AttachmentsOfCustomers,
    AttachmentStore,
    BlobDeletions,
    { provide: BlobStore, inject: [ServerConfiguration, Clock, Logger, Metrics], useFactory: configuredBlobStore },
    AssetLinks,
    BlobOwners,
    Uploads,
    UploadSweep,
  ],
  exports: [AssetLinks, AttachmentStore, BlobDeletions, BlobOwners, BlobStore],
})
export class AttachmentsModule {}
