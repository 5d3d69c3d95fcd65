import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An `Idempotency-Key` in use, and the answer it stands for once there is one (casemgr.md §7). */
@Entity('idempotency_keys')
@Index('idempotency_keys_expires_idx', ['expiresAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  actor!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  key!: string;

  @Column({ type: 'text', nullable: true })
  fingerprint!: string | null;

  @Column({ type: 'uuid' })
  holder!: string;

  @Column({ name: 'claimed_at', type: 'timestamptz', default: () => 'now()' })
  claimedAt!: Date;

  @Column({ type: 'integer', nullable: true })
  status!: number | null;

  /** As it was written: `jsonb` would put its members into another order. */
  @Column({ type: 'json', nullable: true })
  answer!: unknown;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
