import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the mailbox of an account has been read, and which process follows it (mail-gateway.md MN-6). */
@Entity('imap_positions')
export class ImapPositionEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'imap_positions_pkey' })
  account!: string;

  @Column({ type: 'text' })
  mailbox!: string;

  @Column({ name: 'uid_validity', type: 'bigint', nullable: true })
  uidValidity!: string | null;

  @Column({ type: 'bigint', default: 0 })
  uid!: string;

  @Column({ type: 'uuid', nullable: true })
  holder!: string | null;

  @Column({ name: 'held_until', type: 'timestamptz', nullable: true })
  heldUntil!: Date | null;

  @Column({ type: 'integer', default: 0 })
  failures!: number;

  @Column({ name: 'retry_at', type: 'timestamptz', nullable: true })
  retryAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  trouble!: string | null;

  @Column({ name: 'stuck_uid', type: 'bigint', nullable: true })
  stuckUid!: string | null;

  @Column({ name: 'stuck_tries', type: 'integer', default: 0 })
  stuckTries!: number;
}
