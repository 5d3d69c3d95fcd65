import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#runtime/clock.js';
import { Recurring } from '#runtime/recurring.js';
import { Database } from '#storage/database.js';
import { UNATTACHED_LIFETIME_MS } from './attachment.rules.js';
import { AttachmentStore } from './attachment.store.js';
import { BlobOwners } from './blob-owners.js';
import { BlobStore } from './blob-store.js';

const SWEEP_EVERY_MS = 10 * 60 * 1000;

/** A blob that is younger, in milliseconds, may belong to a row that is about to be committed. */
const ORPHAN_AGE_MS = 60 * 60 * 1000;

/** Bounds of one sweep: what it leaves, the next one takes. */
const BATCH_SIZE = 500;
const MOST_BATCHES = 20;

/** Removes what came in and was never used (casemgr.md T-7). Several nodes may sweep at the same time. */
@Injectable()
export class UploadSweep implements OnApplicationBootstrap {
  /** The last blob that was looked at; a sweep goes on from there, and round again. */
  private lastKey = '';

  constructor(
    private readonly database: Database,
    private readonly store: AttachmentStore,
    private readonly blobs: BlobStore,
    private readonly owners: BlobOwners,
    private readonly clock: Clock,
    private readonly recurring: Recurring,
  ) {}

  onApplicationBootstrap(): void {
    this.recurring.everyOnWorkers(SWEEP_EVERY_MS, 'upload sweep', () => this.sweep());
  }

  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    const orphansBefore = new Date(now - ORPHAN_AGE_MS);
    await this.removeUnattached(new Date(now - UNATTACHED_LIFETIME_MS));
    await this.removeOrphans(orphansBefore);
    await this.blobs.deleteUnfinished(orphansBefore);
  }

  /** Rows first: a blob whose deletion fails is an orphan, which the next sweep finds. */
  private async removeUnattached(before: Date): Promise<void> {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const keys = await this.database.transaction((transaction) =>
        this.store.deleteUnattachedBefore(transaction, before, BATCH_SIZE),
      );
      for (const key of keys) if (key !== null) await this.blobs.delete(key);
      if (keys.length < BATCH_SIZE) return;
    }
  }

  private async removeOrphans(before: Date): Promise<void> {
    let seen = 0;
    let old: string[] = [];
    for await (const { key, modifiedAt } of this.blobs.list(this.lastKey)) {
      if (modifiedAt < before) old.push(key);
      if (old.length === BATCH_SIZE) {
        await this.deleteRowless(old);
        old = [];
      }
      this.lastKey = key;
      seen += 1;
      if (seen === BATCH_SIZE * MOST_BATCHES) break;
    }
    await this.deleteRowless(old);
    if (seen < BATCH_SIZE * MOST_BATCHES) this.lastKey = '';
  }

  private async deleteRowless(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const attached = await this.store.findBlobKeys(this.database, keys);
    const owned = await this.owners.findOwned(this.database, keys);
    for (const key of keys) if (!attached.has(key) && !owned.has(key)) await this.blobs.delete(key);
  }
}
