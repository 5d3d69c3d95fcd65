import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { OutboxStore } from '#outbox/outbox.store.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { Logger } from '#runtime/logger.js';
import type { Transaction } from '#storage/database.js';
import { isDatabaseUnavailable } from '#storage/unavailability.js';
import { CustomerObfuscation } from './customer-obfuscation.js';
import { ObfuscationStore, type JobRow, type ObfuscationJob } from './obfuscation.store.js';
import type { Obfuscator } from './obfuscator.js';

/** An entry of this kind names a job that has rows left. */
const KIND = 'customers.obfuscate';

/** Customers of one transaction: a process that dies in between has these to do again, and no more. */
const AT_ONCE = 20;

/** Obfuscates lists of customers, some at a time; each step commits what it has done, and posts the next (CUST-33, CUST-35). */
@Injectable()
export class ObfuscationJobs implements OnModuleInit {
  constructor(
    private readonly store: ObfuscationStore,
    private readonly obfuscation: CustomerObfuscation,
    private readonly outbox: OutboxStore,
    private readonly worker: OutboxWorker,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.worker.on(KIND, (transaction, { objectId }) => this.work(transaction, objectId));
  }

  /** The id of the new job. */
  async create(transaction: Transaction, obfuscator: Obfuscator, rows: readonly JobRow[]): Promise<string> {
    const now = this.clock.now();
    const id = randomUUID();
    await this.store.createJob(transaction, { id, obfuscator, createdAt: now }, rows);
    await this.outbox.add(transaction, { lane: 'maintenance', kind: KIND, objectId: id }, now);
    return id;
  }

  private async work(transaction: Transaction, jobId: string): Promise<void> {
    const job = await this.store.findJob(transaction, jobId);
    if (!job) return;
    const rows = await this.store.nextRows(transaction, jobId, AT_ONCE);
    for (const row of rows) {
      const failure = await this.obfuscateRow(transaction, job, row);
      const error = failure ? { code: failure.code, developerMessage: failure.message } : null;
      await this.store.settleRow(transaction, jobId, { ...row, outcome: error ? 'failed' : 'successful', error });
    }
    const now = this.clock.now();
    const isDone = rows.length < AT_ONCE;
    await this.store.setStatus(transaction, jobId, isDone ? 'successful' : 'running', now);
    if (!isDone) await this.outbox.add(transaction, { lane: 'maintenance', kind: KIND, objectId: jobId }, now);
  }

  /** What went wrong, undefined when nothing did. One customer that fails keeps no other waiting. */
  private async obfuscateRow(
    transaction: Transaction,
    { id: jobId, obfuscator }: ObfuscationJob,
    { customerId, rowNumber }: JobRow,
  ): Promise<Failure | undefined> {
    const unknown = new Failure('400-5021', { id: customerId ?? '' });
    if (customerId === null) return unknown;
    transaction.send('SAVEPOINT customer');
    try {
      const isThere = await this.obfuscation.obfuscate(transaction, customerId, obfuscator, { jobId });
      await transaction.query('RELEASE SAVEPOINT customer');
      return isThere ? undefined : unknown;
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT customer');
      if (error instanceof Failure) return error;
      this.logger.error({ err: error, jobId, row: rowNumber }, 'a customer could not be obfuscated');
      return new Failure('500-100');
    }
  }
}
