import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One thing that a merge has moved: an activity, a case, a contact point (customers.md CUST-22). */
@Entity('customer_merge_moves')
export class CustomerMergeMoveEntity {
  @PrimaryColumn({ name: 'old_customer_id', type: 'bigint', primaryKeyConstraintName: 'customer_merge_moves_pkey' })
  @ForeignKey('customer_merges', { name: 'customer_merge_moves_merge_fkey' })
  oldCustomerId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'customer_merge_moves_pkey' })
  object!: string;

  @PrimaryColumn({ name: 'object_id', type: 'bigint', primaryKeyConstraintName: 'customer_merge_moves_pkey' })
  objectId!: string;
}
