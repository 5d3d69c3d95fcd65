import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A mail that is to be sent or was: one row for all who get the same (records-by-email.md RO-1). */
@Entity('outgoing_mails')
@Unique('outgoing_mails_message_id_key', ['messageId'])
@Index('outgoing_mails_due_idx', ['availableAt', 'id'], { where: "(state = 'waiting'::text)" })
@Index('outgoing_mails_failed_idx', ['id'], { where: "(state = 'failed'::text)" })
@Index('outgoing_mails_activity_idx', ['activityId'])
@Index('outgoing_mails_record_idx', ['tableNumber', 'recordId', 'id'])
@Index('outgoing_mails_settled_idx', ['settledAt'], { where: "(state <> 'waiting'::text)" })
@Check('outgoing_mails_state_check', `state IN ('waiting', 'sent', 'failed')`)
export class OutgoingMailEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'outgoing_mails_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  kind!: string;

  /** Null, as the next one: it is about no record. */
  @Column({ name: 'table_number', type: 'integer', nullable: true })
  tableNumber!: number | null;

  @Column({ name: 'record_id', type: 'bigint', nullable: true })
  recordId!: string | null;

  @Column({ name: 'activity_id', type: 'bigint', nullable: true })
  activityId!: string | null;

  @Column({ name: 'department_id', type: 'bigint' })
  @ForeignKey('departments', { name: 'outgoing_mails_department_fkey' })
  departmentId!: string;

  @Column({ name: 'alias_id', type: 'bigint' })
  @ForeignKey('aliases', { name: 'outgoing_mails_alias_fkey' })
  aliasId!: string;

  @Column({ name: 'message_id', type: 'text' })
  messageId!: string;

  @Column({ type: 'text' })
  sender!: string;

  @Column({ type: 'text', array: true })
  recipients!: string[];

  /** Those who have not got it yet. */
  @Column({ type: 'text', array: true })
  pending!: string[];

  @Column({ type: 'text', array: true, default: '{}' })
  refused!: string[];

  /** What it says; null once it was sent. */
  @Column({ type: 'jsonb', nullable: true })
  content!: unknown;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'available_at', type: 'timestamptz' })
  availableAt!: Date;

  @Column({ type: 'uuid', nullable: true })
  holder!: string | null;

  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true })
  leasedUntil!: Date | null;

  @Column({ name: 'first_attempt_at', type: 'timestamptz', nullable: true })
  firstAttemptAt!: Date | null;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;
}
