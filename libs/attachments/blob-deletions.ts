import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { OutboxStore } from '#outbox/outbox.store.js';
import { Clock } from '#runtime/clock.js';
import type { Transaction } from '#storage/database.js';
import { BlobStore } from './blob-store.js';

/** An entry of this kind names a blob that no row has any more. */
const KIND = 'blob.delete';

/** Deletes blobs behind the commit that took their rows away, again and again until they are gone. */
@Injectable()
export class BlobDeletions implements OnModuleInit {
  constructor(
    private readonly blobs: BlobStore,
    private readonly outbox: OutboxStore,
    private readonly worker: OutboxWorker,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.worker.on(KIND, (_transaction, { objectId }) => this.blobs.delete(objectId));
  }

  async post(transaction: Transaction, blobKeys: readonly string[]): Promise<void> {
    const now = this.clock.now();
    for (const objectId of blobKeys) {
      await this.outbox.add(transaction, { lane: 'maintenance', kind: KIND, objectId }, now);
    }
  }
}
