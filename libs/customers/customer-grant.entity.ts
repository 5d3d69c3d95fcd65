import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** The holder may act on behalf of the other customer (casemgr.md C-7). */
@Entity('customer_grants')
@Index('customer_grants_on_idx', ['onCustomerId'])
export class CustomerGrantEntity {
  @PrimaryColumn({ name: 'holder_customer_id', type: 'bigint', primaryKeyConstraintName: 'customer_grants_pkey' })
  @ForeignKey('customers', { name: 'customer_grants_holder_fkey' })
  holderCustomerId!: string;

  @PrimaryColumn({ name: 'on_customer_id', type: 'bigint', primaryKeyConstraintName: 'customer_grants_pkey' })
  @ForeignKey('customers', { name: 'customer_grants_on_fkey' })
  onCustomerId!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
