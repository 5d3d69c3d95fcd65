import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import type { Transaction } from '#storage/database.js';
import { contentToIndex, withWordsApart } from './activity-text.rules.js';
import { ActivityTextStore } from './activity-text.store.js';

/** Fills the text index behind the commits of activities, so that no writer waits for it (FIND-4). */
@Injectable()
export class ActivityTextIndex implements OnModuleInit {
  constructor(
    private readonly store: ActivityTextStore,
    private readonly outbox: OutboxWorker,
  ) {}

  onModuleInit(): void {
    this.outbox.onTogether('activity.index', (transaction, entries) =>
      this.index(
        transaction,
        entries.map(({ objectId }) => objectId),
      ),
    );
  }

  private async index(transaction: Transaction, activityIds: readonly string[]): Promise<void> {
    await this.store.lock(transaction);
    const sources = await this.store.read(transaction, activityIds);
    const texts = sources.map(({ id, subject, text, html }) => ({
      id,
      subject: withWordsApart(subject ?? ''),
      content: contentToIndex(text, html),
    }));
    await this.store.write(transaction, texts);
  }
}
