import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What a customer wants to have settled; the activities about it belong to it. */
@Entity('cases')
@Index('cases_customer_idx', ['customerId', 'id'])
@Index('cases_department_idx', ['departmentId', 'id'])
@Index('cases_status_idx', ['status', 'departmentId', 'id'])
@Index('cases_due_idx', ['dueAt', 'id'], { where: '(due_at IS NOT NULL)' })
@Unique('cases_external_id_key', ['externalId'])
@Check('cases_status_check', `status IN ('new', 'open', 'pending', 'resolved', 'closed')`)
export class CaseEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'cases_pkey',
  })
  id!: string;

  @Column({ name: 'department_id', type: 'bigint' })
  @ForeignKey('departments', { name: 'cases_department_fkey' })
  departmentId!: string;

  @Column({ name: 'customer_id', type: 'bigint' })
  @ForeignKey('customers', { name: 'cases_customer_fkey' })
  customerId!: string;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'text' })
  severity!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ name: 'originating_channel', type: 'text' })
  originatingChannel!: string;

  @Column({ name: 'created_by', type: 'jsonb' })
  createdBy!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'last_modified_by', type: 'jsonb' })
  lastModifiedBy!: unknown;

  @Column({ name: 'last_modified_at', type: 'timestamptz', default: () => 'now()' })
  lastModifiedAt!: Date;

  @Column({ name: 'last_closed_at', type: 'timestamptz', nullable: true })
  lastClosedAt!: Date | null;

  @Column({ type: 'text', array: true, default: '{}' })
  labels!: string[];

  @Column({ type: 'text', nullable: true })
  language!: string | null;

  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'text', nullable: true })
  solution!: string | null;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  @Column({ name: 'custom_attributes', type: 'jsonb', default: '{}' })
  customAttributes!: unknown;

  @Column({ name: 'assignee_id', type: 'bigint', nullable: true })
  @ForeignKey('users', { name: 'cases_assignee_fkey' })
  assigneeId!: string | null;

  @Column({ name: 'agent_group_id', type: 'bigint', nullable: true })
  @ForeignKey('groups', { name: 'cases_agent_group_fkey' })
  agentGroupId!: string | null;
}
