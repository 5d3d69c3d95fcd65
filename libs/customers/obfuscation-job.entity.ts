import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A list of customers to obfuscate, worked off in the background (customers.md CUST-33). */
@Entity('obfuscation_jobs')
export class ObfuscationJobEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'obfuscation_jobs_pkey' })
  id!: string;

  @Column({ type: 'text' })
  status!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'jsonb' })
  obfuscator!: unknown;
}
