import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityTextStore } from '#activities/activity-text.store.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import type { OutboxEntry } from '#outbox/outbox.store.js';
import type { Transaction } from '#storage/database.js';
import { entryToIndex, valuesToIndex } from './record-text.rules.js';
import { RecordTextStore, type RecordText } from './record-text.store.js';

/** Fills the text index behind the commits of records and entries, so that no writer waits for it (records-by-email.md RT-19). */
@Injectable()
export class RecordTextIndex implements OnModuleInit {
  constructor(
    private readonly store: RecordTextStore,
    private readonly activities: ActivityTextStore,
    private readonly configuration: ConfigurationCache,
    private readonly outbox: OutboxWorker,
  ) {}

  onModuleInit(): void {
    this.outbox.onTogether('record.index', (transaction, entries) =>
      this.index(transaction, entries, async (ids) => {
        const records = await this.store.readValues(transaction, ids);
        return records.map(({ id, fields, values }) => ({ recordId: id, text: valuesToIndex(fields, values) }));
      }),
    );
    this.outbox.onTogether('recordEntry.index', (transaction, entries) =>
      this.index(transaction, entries, async (ids) => {
        const added = await this.store.readEntries(transaction, ids);
        return added.map(({ id, recordId, content }) => ({ recordId, entryId: id, text: entryToIndex(content) }));
      }),
    );
  }

  /** One at a time, as activities are: of two entries about one record the newer text is what stays. */
  private async index(
    transaction: Transaction,
    entries: readonly OutboxEntry[],
    read: (ids: readonly string[]) => Promise<readonly RecordText[]>,
  ): Promise<void> {
    await this.activities.lock(transaction);
    const texts = await read([...new Set(entries.map(({ objectId }) => objectId))]);
    await this.store.write(transaction, texts, this.configuration.snapshot().settings.defaultLanguage);
  }
}
