import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Work that follows from a commit, written with it and taken up by the worker (casemgr.md E-1). */
@Entity('outbox_entries')
@Index('outbox_entries_lane_idx', ['lane', 'availableAt', 'id'], { where: '(dead_at IS NULL)' })
export class OutboxEntryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'outbox_entries_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  lane!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ name: 'object_id', type: 'text' })
  objectId!: string;

  @Column({ type: 'jsonb', default: '{}' })
  payload!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'available_at', type: 'timestamptz', default: () => 'now()' })
  availableAt!: Date;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  @Column({ name: 'dead_at', type: 'timestamptz', nullable: true })
  deadAt!: Date | null;
}
