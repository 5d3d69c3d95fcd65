import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Logger } from '#runtime/logger.js';
import { Database } from '#storage/database.js';
import { CONFIGURATION_CHANNEL, ConfigurationStore } from './configuration.store.js';
import type { PartitionSnapshot } from './partition-snapshot.js';

/** Notifications are the fast way; asking is the sure one. Together a change holds on every node within 5 s (casemgr.md Z-4). */
const ASK_EVERY_MS = 2_000;

/** Keeps the current snapshot in memory, so that a request reads its configuration without a statement. */
@Injectable()
export class ConfigurationCache implements OnModuleInit, OnModuleDestroy {
  private current: PartitionSnapshot | undefined;
  private reading: Promise<PartitionSnapshot> | undefined;
  private asking: NodeJS.Timeout | undefined;
  private stopListening: (() => Promise<void>) | undefined;

  constructor(
    private readonly store: ConfigurationStore,
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.refresh();
    this.stopListening = await this.database.listen(CONFIGURATION_CHANNEL, () => {
      this.refreshInBackground();
    });
    this.asking = setInterval(() => {
      this.refreshInBackground();
    }, ASK_EVERY_MS);
    this.asking.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.asking);
    await this.stopListening?.();
    await this.reading?.catch(() => undefined);
  }

  snapshot(): PartitionSnapshot {
    if (!this.current) throw new Error('The configuration has not been read yet');
    return this.current;
  }

  /** Reads the configuration again when its revision has changed; never answers with what was read before the call. */
  async refresh(): Promise<PartitionSnapshot> {
    const previous = this.reading ?? Promise.resolve();
    this.reading = previous.then(
      () => this.read(),
      () => this.read(),
    );
    return this.reading;
  }

  private async read(): Promise<PartitionSnapshot> {
    const revision = await this.store.readRevision();
    if (this.current?.revision === revision) return this.current;
    this.current = await this.store.readSnapshot();
    return this.current;
  }

  private refreshInBackground(): void {
    this.refresh().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the configuration could not be read; the last one stays in force');
    });
  }
}
