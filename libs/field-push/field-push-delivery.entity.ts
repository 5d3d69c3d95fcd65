import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One body for one push, sent until it was taken or given up. */
@Entity('field_push_deliveries')
@Unique('field_push_deliveries_change_key', ['changeId', 'pushId'])
@Index('field_push_deliveries_due_idx', ['pushId', 'availableAt', 'id'], { where: `(state = 'pending')` })
@Index('field_push_deliveries_record_idx', ['pushId', 'object', 'recordId', 'id'], { where: `(state = 'pending')` })
@Index('field_push_deliveries_about_idx', ['object', 'recordId', 'pushId', 'id'])
@Index('field_push_deliveries_failed_idx', ['pushId', 'createdAt'], { where: `(state = 'failed')` })
@Index('field_push_deliveries_created_idx', ['createdAt'])
@Index('field_push_deliveries_customer_idx', ['customerId'])
@Check('field_push_deliveries_state_check', `state IN ('pending', 'delivered', 'failed', 'superseded')`)
export class FieldPushDeliveryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'field_push_deliveries_pkey',
  })
  id!: string;

  @Column({ name: 'push_id', type: 'text' })
  @ForeignKey('field_pushes', { name: 'field_push_deliveries_push_fkey', onDelete: 'CASCADE' })
  pushId!: string;

  @Column({ type: 'text' })
  lane!: string;

  @Column({ type: 'text' })
  object!: string;

  @Column({ name: 'record_id', type: 'bigint', nullable: true })
  recordId!: string | null;

  /** The outbox entry that it follows from. */
  @Column({ name: 'change_id', type: 'bigint', nullable: true })
  changeId!: string | null;

  @Column({ name: 'webhook_id', type: 'uuid' })
  webhookId!: string;

  /** Whose data is in it: the customer, or that of the ticket. */
  @Column({ name: 'customer_id', type: 'bigint', nullable: true })
  customerId!: string | null;

  @Column({ name: 'encrypted_body', type: 'text' })
  encryptedBody!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'available_at', type: 'timestamptz' })
  availableAt!: Date;

  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
