import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { BlobOwners } from '#attachments/blob-owners.js';
import { BlobStore } from '#attachments/blob-store.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { DEFAULT_ACCOUNT } from '#inbound-accounts/inbound-account.js';
import { Clock } from '#runtime/clock.js';
import { Recurring } from '#runtime/recurring.js';
import { JournalStore } from './journal.store.js';
import { UsedSignatureStore } from './used-signature.store.js';

const SWEEP_EVERY_MS = 10 * 60 * 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Bytes without a row that are younger, in milliseconds, may get one at this moment. */
const ORPHAN_AGE_MS = 60 * 60 * 1000;

/** A signature is good for a day; a copy of its mail that was held may be processed again long after. */
const SIGNATURE_MEMORY_DAYS = 90;

/** Bounds of one sweep: what it leaves, the next one takes. */
const BATCH_SIZE = 500;
const MOST_BATCHES = 20;

/**
 * Forgets mail when the time of its account is over (mail-gateway.md MN-4): the journal row, and the bytes when no other row
 * has them. What it has become stays. Several nodes may sweep at the same time.
 */
@Injectable()
export class MailRetention implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly journal: JournalStore,
    private readonly signatures: UsedSignatureStore,
    private readonly blobs: BlobStore,
    private readonly owners: BlobOwners,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
    private readonly recurring: Recurring,
  ) {}

  onModuleInit(): void {
    this.owners.register((queryable, keys) => this.journal.findBlobKeys(queryable, keys));
  }

  onApplicationBootstrap(): void {
    this.recurring.everyOnWorkers(SWEEP_EVERY_MS, 'mail retention', () => this.sweep());
  }

  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const account of await this.journal.accounts()) {
      const { retentionDays } = this.configuration.snapshot().findMailAccount(account) ?? DEFAULT_ACCOUNT;
      const before = new Date(now - retentionDays * DAY_MS);
      await inBatches(() => this.journal.forgetRows(account, before, BATCH_SIZE));
    }
    await inBatches(() => this.forgetBytes(new Date(now - ORPHAN_AGE_MS)));
    await inBatches(() => this.signatures.forget(new Date(now - SIGNATURE_MEMORY_DAYS * DAY_MS), BATCH_SIZE));
  }

  /** Rows first: a blob whose deletion fails is an orphan, which the sweep of blobs finds. */
  private async forgetBytes(before: Date): Promise<number> {
    const keys = await this.journal.forgetBytes(before, BATCH_SIZE);
    for (const key of keys) if (key !== null) await this.blobs.delete(key);
    return keys.length;
  }
}

async function inBatches(work: () => Promise<number>): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) if ((await work()) < BATCH_SIZE) return;
}
