import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '#runtime/logger.js';
import { Recurring } from '#runtime/recurring.js';
import { Database, type Transaction } from '#storage/database.js';
import { partitionsNeeded, type ActivityPartition } from './activity-partition.rules.js';
import { ActivityPartitionStore } from './activity-partition.store.js';

/** Ten million ids last longer than that, at any rate that one PostgreSQL can take in. */
const LOOK_EVERY_MS = 10 * 60 * 1000;

/** Makes the partitions of activities ahead of their ids (docs/operations.md). */
@Injectable()
export class ActivityPartitions implements OnApplicationBootstrap {
  constructor(
    private readonly store: ActivityPartitionStore,
    private readonly database: Database,
    private readonly recurring: Recurring,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.recurring.everyOnWorkers(LOOK_EVERY_MS, 'make partitions', () => this.makeAhead());
  }

  /** Makes what is missing, unless another worker does. */
  async makeAhead(): Promise<void> {
    await this.database.transaction(async (transaction) => {
      if (!(await this.store.lock(transaction))) return;
      for (const partition of partitionsNeeded(await this.store.lastId(transaction))) {
        await this.makeMissing(transaction, partition);
      }
    });
  }

  private async makeMissing(transaction: Transaction, partition: ActivityPartition): Promise<void> {
    if (await this.store.exists(transaction, partition)) return;
    if (await this.store.isLate(transaction, partition)) {
      this.logger.warn({ partition }, 'activities are in the default partition; see docs/operations.md');
      return;
    }
    await this.store.make(transaction, partition);
    this.logger.info({ partition }, 'a partition was made');
  }
}
