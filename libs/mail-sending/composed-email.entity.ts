import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an email activity that agents write knows besides (records-by-email.md RO-9). */
@Entity('composed_emails')
@Index('composed_emails_answered_idx', ['answeredActivityId'])
export class ComposedEmailEntity {
  @PrimaryColumn({ name: 'activity_id', type: 'bigint', primaryKeyConstraintName: 'composed_emails_pkey' })
  activityId!: string;

  @Column({ name: 'answered_activity_id', type: 'bigint', nullable: true })
  answeredActivityId!: string | null;

  @Column({ name: 'bcc_addresses', type: 'text', array: true, default: '{}' })
  bccAddresses!: string[];
}
