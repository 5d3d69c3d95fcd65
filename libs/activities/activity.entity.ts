import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One message; what is particular to email is in `activity_emails`. Partitioned by id (docs/operations.md). */
@Entity('activities')
@Index('activities_case_idx', ['caseId', 'id'])
@Index('activities_customer_idx', ['customerId', 'id'])
@Index('activities_department_idx', ['departmentId', 'id'])
@Index('activities_assigned_idx', ['assignedUserId', 'id'], { where: '(assigned_user_id IS NOT NULL)' })
@Index('activities_created_idx', ['createdAt', 'id'])
@Index('activities_modified_idx', ['lastModifiedAt', 'id'])
@Index('activities_due_idx', ['dueAt', 'id'], { where: '(due_at IS NOT NULL)' })
@Index('activities_status_idx', ['status', 'departmentId', 'id'])
@Index('activities_queue_idx', ['queueId', 'id'], { where: "(status <> 'completed'::text)" })
@Index('activities_sent_by_idx', ['sentByCustomerId'], { where: '(sent_by_customer_id IS NOT NULL)' })
@Index('activities_author_idx', { synchronize: false })
export class ActivityEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'activities_pkey',
  })
  id!: string;

  /** Null for mail about a record of a table of its own. */
  @Column({ name: 'case_id', type: 'bigint', nullable: true })
  @ForeignKey('cases', { name: 'activities_case_fkey' })
  caseId!: string | null;

  @Column({ name: 'department_id', type: 'bigint' })
  @ForeignKey('departments', { name: 'activities_department_fkey' })
  departmentId!: string;

  @Column({ name: 'customer_id', type: 'bigint', nullable: true })
  @ForeignKey('customers', { name: 'activities_customer_fkey' })
  customerId!: string | null;

  @Column({ name: 'contact_id', type: 'bigint', nullable: true })
  contactId!: string | null;

  @Column({ type: 'text' })
  mode!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'text' })
  subtype!: string;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'text' })
  substatus!: string;

  @Column({ type: 'text' })
  priority!: string;

  @Column({ type: 'text' })
  language!: string;

  @Column({ type: 'boolean' })
  secure!: boolean;

  @Column({ name: 'sent_on_behalf', type: 'boolean' })
  sentOnBehalf!: boolean;

  @Column({ name: 'sent_by_customer_id', type: 'bigint', nullable: true })
  sentByCustomerId!: string | null;

  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  @Column({ name: 'contact_point_data', type: 'text', nullable: true })
  contactPointData!: string | null;

  @Column({ name: 'queue_id', type: 'bigint', nullable: true })
  queueId!: string | null;

  @Column({ name: 'alias_id', type: 'bigint', nullable: true })
  aliasId!: string | null;

  @Column({ name: 'message_center_id', type: 'text', nullable: true })
  messageCenterId!: string | null;

  @Column({ name: 'issue_type_id', type: 'text', nullable: true })
  issueTypeId!: string | null;

  @Column({ name: 'attachment_count', type: 'integer', default: 0 })
  attachmentCount!: number;

  @Column({ name: 'content_purged', type: 'boolean', default: false })
  contentPurged!: boolean;

  @Column({ name: 'read_by_customer', type: 'boolean', default: false })
  readByCustomer!: boolean;

  @Column({ name: 'custom_attributes', type: 'jsonb', default: '{}' })
  customAttributes!: unknown;

  @Column({ name: 'created_by', type: 'jsonb' })
  createdBy!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'last_modified_by', type: 'jsonb' })
  lastModifiedBy!: unknown;

  @Column({ name: 'last_modified_at', type: 'timestamptz', default: () => 'now()' })
  lastModifiedAt!: Date;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  /** The user who works on it. */
  @Column({ name: 'assigned_user_id', type: 'bigint', nullable: true })
  assignedUserId!: string | null;

  @Column({ name: 'hidden_from_customer', type: 'boolean', default: false })
  hiddenFromCustomer!: boolean;

  @Column({ name: 'purged_attachment_count', type: 'integer', default: 0 })
  purgedAttachmentCount!: number;
}
