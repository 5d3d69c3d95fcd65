import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What is left of a mail whose time is over: by what a later copy of it is recognised (mail-gateway.md MN-7). */
@Entity('forgotten_mails')
@Index('forgotten_mails_activity_idx', ['activityId'], { where: '(activity_id IS NOT NULL)' })
export class ForgottenMailEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'forgotten_mails_pkey' })
  account!: string;

  @PrimaryColumn({ name: 'dedup_key', type: 'text', primaryKeyConstraintName: 'forgotten_mails_pkey' })
  dedupKey!: string;

  @Column({ name: 'message_id', type: 'bigint' })
  messageId!: string;

  @Column({ name: 'activity_id', type: 'bigint', nullable: true })
  activityId!: string | null;
}
