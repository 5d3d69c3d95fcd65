import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A customer that was merged into another one and is gone (customers.md CUST-20); its id and external id lead on from here. */
@Entity('customer_merges')
@Index('customer_merges_customer_idx', ['customerId'])
@Index('customer_merges_external_id_idx', ['externalId'])
export class CustomerMergeEntity {
  @PrimaryColumn({ name: 'old_customer_id', type: 'bigint', primaryKeyConstraintName: 'customer_merges_pkey' })
  oldCustomerId!: string;

  @Column({ name: 'customer_id', type: 'bigint' })
  @ForeignKey('customers', { name: 'customer_merges_customer_fkey' })
  customerId!: string;

  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null;

  @Column({ type: 'jsonb', default: '{}' })
  moved!: unknown;

  @Column({ name: 'merged_by', type: 'jsonb' })
  mergedBy!: unknown;

  @Column({ name: 'merged_at', type: 'timestamptz', default: () => 'now()' })
  mergedAt!: Date;
}
