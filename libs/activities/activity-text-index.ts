import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import type { Transaction } from '#storage/database.js';
import { contentToIndex, withWordsApart } from './activity-text.rules.js';
import { ActivityTextStore } from './activity-text.store.js';
import { CaseTextStore, type CaseSubject } from './case-text.store.js';

/**
 * Fills the text indexes behind the commits of activities and cases, so that no writer waits for them (FIND-4). A case comes with an
 * activity, and is indexed with it.
 */
@Injectable()
export class ActivityTextIndex implements OnModuleInit {
  constructor(
    private readonly store: ActivityTextStore,
    private readonly cases: CaseTextStore,
    private readonly configuration: ConfigurationCache,
    private readonly outbox: OutboxWorker,
  ) {}

  onModuleInit(): void {
    this.outbox.onTogether('activity.index', (transaction, entries) =>
      this.index(
        transaction,
        entries.map(({ objectId }) => objectId),
      ),
    );
    this.outbox.onTogether('case.index', async (transaction, entries) => {
      await this.store.lock(transaction);
      const caseIds = entries.map(({ objectId }) => objectId);
      await this.indexCases(transaction, await this.cases.read(transaction, [...new Set(caseIds)]));
    });
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
    const caseIds = sources.flatMap(({ caseId }) => caseId ?? []);
    await this.indexCases(transaction, await this.cases.readNew(transaction, [...new Set(caseIds)]));
  }

  private async indexCases(transaction: Transaction, cases: readonly CaseSubject[]): Promise<void> {
    const { defaultLanguage } = this.configuration.snapshot().settings;
    const subjects = cases.map(({ id, subject }) => ({ id, subject: withWordsApart(subject) }));
    await this.cases.write(transaction, subjects, defaultLanguage);
  }
}
