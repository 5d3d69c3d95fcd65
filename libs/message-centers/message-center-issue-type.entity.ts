import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** An issue type that a message center offers, and its place in the list (casemgr.md B-9). */
@Entity('message_center_issue_types')
export class MessageCenterIssueTypeEntity {
  @PrimaryColumn({
    name: 'message_center_id',
    type: 'text',
    primaryKeyConstraintName: 'message_center_issue_types_pkey',
  })
  @ForeignKey('message_centers', { name: 'message_center_issue_types_center_fkey' })
  messageCenterId!: string;

  @PrimaryColumn({ name: 'issue_type_id', type: 'text', primaryKeyConstraintName: 'message_center_issue_types_pkey' })
  @ForeignKey('issue_types', { name: 'message_center_issue_types_type_fkey' })
  issueTypeId!: string;

  @Column({ type: 'integer', default: 0 })
  position!: number;
}
