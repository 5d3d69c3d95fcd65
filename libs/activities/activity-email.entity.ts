import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Contents and addresses of an email activity, apart from it so that lists stay narrow. Partitioned like it. */
@Entity('activity_emails')
export class ActivityEmailEntity {
  @PrimaryColumn({ name: 'activity_id', type: 'bigint', primaryKeyConstraintName: 'activity_emails_pkey' })
  activityId!: string;

  @Column({ name: 'sent_at', type: 'timestamptz' })
  sentAt!: Date;

  @Column({ name: 'from_address', type: 'text', nullable: true })
  fromAddress!: string | null;

  @Column({ name: 'receiver_address', type: 'text', nullable: true })
  receiverAddress!: string | null;

  @Column({ name: 'to_addresses', type: 'text', array: true, default: '{}' })
  toAddresses!: string[];

  @Column({ name: 'cc_addresses', type: 'text', array: true, default: '{}' })
  ccAddresses!: string[];

  @Column({ name: 'reply_to_address', type: 'text', nullable: true })
  replyToAddress!: string | null;

  @Column({ name: 'content_text', type: 'text', nullable: true })
  contentText!: string | null;

  @Column({ name: 'content_html', type: 'text', nullable: true })
  contentHtml!: string | null;

  /** What an activity knows besides from the mail that it came by; null when it did not come by mail. */
  @Column({ type: 'jsonb', nullable: true })
  mail!: unknown;
}
