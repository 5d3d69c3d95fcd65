import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** The journal: one row per mail and account that it came for, and what became of it (mail-gateway.md MN-3). */
@Entity('mail_messages')
@Index('mail_messages_dedup_key', ['dedupKey', 'account'], { unique: true, where: '(dedup_key IS NOT NULL)' })
@Index('mail_messages_due_idx', ['dueAt', 'id'], { where: '(outcome IS NULL)' })
@Index('mail_messages_account_idx', ['account', 'id'])
@Index('mail_messages_outcome_idx', ['outcome', 'id'], { where: '(outcome IS NOT NULL)' })
@Index('mail_messages_message_id_idx', ['messageId', 'account'], { where: '(message_id IS NOT NULL)' })
@Index('mail_messages_sender_idx', ['sender', 'bodyHash'], { where: '(sender IS NOT NULL)' })
@Index('mail_messages_sha256_idx', ['sha256'])
@Index('mail_messages_activity_idx', ['activityId'], { where: '(activity_id IS NOT NULL)' })
@Index('mail_messages_original_idx', ['originalActivityId'], { where: '(original_activity_id IS NOT NULL)' })
export class MailMessageEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'mail_messages_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  account!: string;

  @Column({ name: 'department_id', type: 'bigint' })
  @ForeignKey('departments', { name: 'mail_messages_department_fkey' })
  departmentId!: string;

  @Column({ type: 'text' })
  door!: string;

  @Column({ name: 'envelope_from', type: 'text', nullable: true })
  envelopeFrom!: string | null;

  @Column({ name: 'envelope_to', type: 'text', nullable: true })
  envelopeTo!: string | null;

  @Column({ name: 'remote_address', type: 'text', nullable: true })
  remoteAddress!: string | null;

  @Column({ name: 'client_name', type: 'text', nullable: true })
  clientName!: string | null;

  @Column({ name: 'submitted_by', type: 'jsonb', nullable: true })
  submittedBy!: unknown;

  @Column({ type: 'text' })
  @ForeignKey('raw_mails', { name: 'mail_messages_raw_fkey' })
  sha256!: string;

  @Column({ type: 'boolean', default: false })
  belated!: boolean;

  @Column({ name: 'received_at', type: 'timestamptz' })
  receivedAt!: Date;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'uuid', nullable: true })
  holder!: string | null;

  @Column({ type: 'boolean', default: false })
  released!: boolean;

  @Column({ name: 'released_by', type: 'bigint', nullable: true })
  releasedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', array: true, default: '{}' })
  remarks!: string[];

  @Column({ name: 'message_id', type: 'text', nullable: true })
  messageId!: string | null;

  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  @Column({ type: 'text', nullable: true })
  sender!: string | null;

  @Column({ name: 'content_hash', type: 'text', nullable: true })
  contentHash!: string | null;

  @Column({ name: 'body_hash', type: 'text', nullable: true })
  bodyHash!: string | null;

  @Column({ name: 'dedup_key', type: 'text', nullable: true })
  dedupKey!: string | null;

  @Column({ name: 'customer_key', type: 'text', nullable: true })
  customerKey!: string | null;

  @Column({ name: 'original_activity_id', type: 'bigint', nullable: true })
  originalActivityId!: string | null;

  @Column({ name: 'activity_id', type: 'bigint', nullable: true })
  activityId!: string | null;

  @Column({ name: 'case_id', type: 'bigint', nullable: true })
  caseId!: string | null;

  @Column({ name: 'processed_at', type: 'timestamptz', nullable: true })
  processedAt!: Date | null;
}
