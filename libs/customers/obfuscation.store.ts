import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '#storage/database.js';
import type { Obfuscator } from './obfuscator.js';
import type { Changing } from './customer-write.store.js';

export const JOB_STATUSES = ['queued', 'running', 'successful'] as const;

/** A list of customers that is worked off in the background. */
export interface ObfuscationJob {
  readonly id: string;
  readonly status: (typeof JOB_STATUSES)[number];
  /** Whoever wants it done, as they were when they asked for it. */
  readonly obfuscator: Obfuscator;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface JobProgress {
  readonly total: number;
  readonly successful: number;
  readonly failed: number;
}

/** A row of the list; `customerId` is null for what cannot be an id, which is not kept. */
export interface JobRow {
  readonly rowNumber: number;
  readonly customerId: string | null;
}

export interface DoneRow extends JobRow {
  readonly outcome: 'successful' | 'failed';
  readonly error: RowError | null;
}

/** Why a customer was not obfuscated. */
export interface RowError {
  readonly code: string;
  readonly developerMessage: string;
}

const COLUMNS = 'id, status, obfuscator, created_at AS "createdAt", finished_at AS "finishedAt"';

@Injectable()
export class ObfuscationStore {
  /** Takes out of the customer's own rows what says who it is; its id and that it was there stay. */
  async erase(transaction: Transaction, customerId: string, { by, at }: Changing): Promise<void> {
    const statements = [
      'DELETE FROM contact_points WHERE customer_id = $1',
      `UPDATE contacts SET login = NULL, password_hash = NULL, first_name = NULL, middle_name = NULL, last_name = NULL,
          details = '{}' WHERE customer_id = $1`,
      'DELETE FROM customer_grants WHERE holder_customer_id = $1 OR on_customer_id = $1',
      'UPDATE customer_merges SET external_id = NULL WHERE customer_id = $1',
    ];
    for (const statement of statements) await transaction.query(statement, [customerId]);
    await transaction.query(
      `UPDATE customers SET external_id = NULL, customer_name = NULL, details = '{}', active = false, obfuscated_at = $3,
          last_modified_by = $2::jsonb, last_modified_at = $3 WHERE id = $1`,
      [customerId, JSON.stringify(by), at],
    );
  }

  async createJob(
    transaction: Transaction,
    job: Pick<ObfuscationJob, 'id' | 'obfuscator' | 'createdAt'>,
    rows: readonly JobRow[],
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO obfuscation_jobs (id, status, obfuscator, created_at) VALUES ($1, 'queued', $2::jsonb, $3)`,
      [job.id, JSON.stringify(job.obfuscator), job.createdAt],
    );
    await transaction.query(
      `INSERT INTO obfuscation_job_rows (job_id, row_number, customer_id)
        SELECT $1, r.row_number, r.customer_id FROM unnest($2::integer[], $3::bigint[]) AS r(row_number, customer_id)`,
      [job.id, rows.map(({ rowNumber }) => rowNumber), rows.map(({ customerId }) => customerId)],
    );
  }

  async findJob(queryable: Queryable, id: string): Promise<ObfuscationJob | undefined> {
    const [job] = await queryable.query<ObfuscationJob>(`SELECT ${COLUMNS} FROM obfuscation_jobs WHERE id = $1::uuid`, [
      id,
    ]);
    return job;
  }

  /** Up to `limit` rows that are still to be done, in their order. */
  async nextRows(transaction: Transaction, jobId: string, limit: number): Promise<JobRow[]> {
    return transaction.query<JobRow>(
      `SELECT row_number AS "rowNumber", customer_id AS "customerId" FROM obfuscation_job_rows
        WHERE job_id = $1 AND outcome IS NULL ORDER BY row_number LIMIT $2`,
      [jobId, limit],
    );
  }

  async settleRow(transaction: Transaction, jobId: string, row: DoneRow): Promise<void> {
    await transaction.query(
      `UPDATE obfuscation_job_rows SET outcome = $3, error_code = $4, developer_message = $5
        WHERE job_id = $1 AND row_number = $2`,
      [jobId, row.rowNumber, row.outcome, row.error?.code ?? null, row.error?.developerMessage ?? null],
    );
  }

  async setStatus(transaction: Transaction, jobId: string, status: ObfuscationJob['status'], at: Date): Promise<void> {
    await transaction.query(
      `UPDATE obfuscation_jobs SET status = $2, finished_at = CASE WHEN $2 = 'successful' THEN $3::timestamptz END
        WHERE id = $1`,
      [jobId, status, at],
    );
  }

  async progressOf(queryable: Queryable, jobId: string): Promise<JobProgress> {
    const [row] = await queryable.query<JobProgress>(
      `SELECT count(*)::integer AS total, count(*) FILTER (WHERE outcome = 'successful')::integer AS successful,
          count(*) FILTER (WHERE outcome = 'failed')::integer AS failed
        FROM obfuscation_job_rows WHERE job_id = $1`,
      [jobId],
    );
    return row ?? { total: 0, successful: 0, failed: 0 };
  }

  async doneRows(queryable: Queryable, jobId: string): Promise<DoneRow[]> {
    return queryable.query<DoneRow>(
      `SELECT row_number AS "rowNumber", customer_id AS "customerId", outcome,
          CASE WHEN error_code IS NOT NULL
            THEN json_build_object('code', error_code, 'developerMessage', developer_message) END AS error
        FROM obfuscation_job_rows WHERE job_id = $1 AND outcome IS NOT NULL ORDER BY row_number`,
      [jobId],
    );
  }
}
