import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An address at which replies to a mail come back, known by the hash of its token only (records-by-email.md RO-4). */
@Entity('reply_addresses')
@Index('reply_addresses_mail_idx', ['mailId'])
@Index('reply_addresses_record_idx', ['tableNumber', 'recordId'])
@Index('reply_addresses_created_idx', ['createdAt'])
export class ReplyAddressEntity {
  @PrimaryColumn({ name: 'token_hash', type: 'text', primaryKeyConstraintName: 'reply_addresses_pkey' })
  tokenHash!: string;

  @Column({ name: 'mail_id', type: 'bigint' })
  mailId!: string;

  @Column({ name: 'table_number', type: 'integer' })
  tableNumber!: number;

  @Column({ name: 'record_id', type: 'bigint' })
  recordId!: string;

  /** Whom the mail was sent to. */
  @Column({ name: 'recipient_keys', type: 'text', array: true })
  recipientKeys!: string[];

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}
