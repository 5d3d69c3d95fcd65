import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { actorRecord, type Actor } from '#auth/actor.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { OutboxStore } from '#outbox/outbox.store.js';
import { Clock } from '#runtime/clock.js';
import type { ErrorCode } from '#runtime/errors/catalogue.js';
import { Failure } from '#runtime/errors/failure.js';
import { Logger } from '#runtime/logger.js';
import type { Transaction } from '#storage/database.js';
import { isDatabaseUnavailable } from '#storage/unavailability.js';
import { CustomerObfuscation } from './customer-obfuscation.js';
import { departmentsOfUser, type CustomerReader } from './customer-visibility.js';
import { ObfuscationStore, type JobRow, type ObfuscationJob } from './obfuscation.store.js';

/** An entry of this kind names a job that has rows left. */
const KIND = 'customers.obfuscate';

/** Customers of one transaction: a process that dies in between has these to do again, and no more. */
const AT_ONCE = 20;

/** No such customer, for whoever wants it obfuscated. */
const UNKNOWN: ErrorCode = '400-5021';

/** What our own fault is called. */
const FAILED: ErrorCode = '500-100';

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
  async create(transaction: Transaction, actor: Actor, rows: readonly JobRow[]): Promise<string> {
    const now = this.clock.now();
    const id = randomUUID();
    const departmentIds = departmentsOfUser(actor) ?? null;
    await this.store.createJob(transaction, { id, departmentIds, createdBy: actorRecord(actor), createdAt: now }, rows);
    await this.outbox.add(transaction, { lane: 'maintenance', kind: KIND, objectId: id }, now);
    return id;
  }

  private async work(transaction: Transaction, jobId: string): Promise<void> {
    const job = await this.store.findJob(transaction, jobId);
    if (!job) return;
    const rows = await this.store.nextRows(transaction, jobId, AT_ONCE);
    for (const row of rows) {
      const errorCode = await this.obfuscateRow(transaction, job, row);
      const outcome = errorCode === null ? 'successful' : 'failed';
      await this.store.settleRow(transaction, jobId, { ...row, outcome, errorCode });
    }
    const now = this.clock.now();
    const isDone = rows.length < AT_ONCE;
    await this.store.setStatus(transaction, jobId, isDone ? 'successful' : 'running', now);
    if (!isDone) await this.outbox.add(transaction, { lane: 'maintenance', kind: KIND, objectId: jobId }, now);
  }

  /** The code of what went wrong, null when nothing did. One customer that fails keeps no other waiting. */
  private async obfuscateRow(transaction: Transaction, job: ObfuscationJob, row: JobRow): Promise<ErrorCode | null> {
    if (row.customerId === null) return UNKNOWN;
    const reader: CustomerReader = job.departmentIds
      ? { kind: 'departments', departmentIds: job.departmentIds }
      : { kind: 'partition' };
    const by = job.createdBy;
    await transaction.query('SAVEPOINT customer');
    try {
      const audited = { actor: by, remoteAddress: null, requestId: null };
      const isThere = await this.obfuscation.obfuscate(transaction, row.customerId, {
        reader,
        openDepartmentIds: job.departmentIds ?? undefined,
        by,
        audited,
      });
      await transaction.query('RELEASE SAVEPOINT customer');
      return isThere ? null : UNKNOWN;
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT customer');
      if (error instanceof Failure) return error.code;
      this.logger.error({ err: error, jobId: job.id, row: row.rowNumber }, 'a customer could not be obfuscated');
      return FAILED;
    }
  }
}
