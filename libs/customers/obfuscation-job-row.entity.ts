import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A row of the list of an obfuscation job, and what came of it; without outcome it is still to be done. */
@Entity('obfuscation_job_rows')
export class ObfuscationJobRowEntity {
  @PrimaryColumn({ name: 'job_id', type: 'uuid', primaryKeyConstraintName: 'obfuscation_job_rows_pkey' })
  @ForeignKey('obfuscation_jobs', { name: 'obfuscation_job_rows_job_fkey' })
  jobId!: string;

  @PrimaryColumn({ name: 'row_number', type: 'integer', primaryKeyConstraintName: 'obfuscation_job_rows_pkey' })
  rowNumber!: number;

  @Column({ name: 'customer_id', type: 'bigint', nullable: true })
  customerId!: string | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ name: 'error_code', type: 'text', nullable: true })
  errorCode!: string | null;

  @Column({ name: 'developer_message', type: 'text', nullable: true })
  developerMessage!: string | null;
}
