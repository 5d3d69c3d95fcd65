import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A list of customers to obfuscate, worked off in the background (customers.md CUST-33). */
@Entity('obfuscation_jobs')
export class ObfuscationJobEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'obfuscation_jobs_pkey' })
  id!: string;

  @Column({ type: 'text' })
  status!: string;

  @Column({ name: 'department_ids', type: 'bigint', array: true, nullable: true })
  departmentIds!: string[] | null;

  @Column({ name: 'created_by', type: 'jsonb' })
  createdBy!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
