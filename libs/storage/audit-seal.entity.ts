import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A batch of audit entries, chained to the batch before it (docs/audit.md). */
@Entity('audit_seals')
@Index('audit_seals_sealed_idx', ['sealedAt'])
export class AuditSealEntity {
  /** 1, 2, 3, …; none is left out. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'audit_seals_pkey' })
  id!: string;

  @Column({ name: 'previous_hash', type: 'bytea', nullable: true })
  previousHash!: Buffer | null;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  @Column({ name: 'entry_ids', type: 'bigint', array: true })
  entryIds!: string[];

  @Column({ name: 'entry_hashes', type: 'bytea', array: true })
  entryHashes!: Buffer[];

  /** The highest id that was looked at. */
  @Column({ type: 'bigint' })
  through!: string;

  /** Ids up to there that were not met: of transactions that went on then, or were undone. */
  @Column({ type: 'int8multirange' })
  gaps!: string;

  @Column({ name: 'sealed_at', type: 'timestamptz', default: () => 'now()' })
  sealedAt!: Date;
}
