import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One request of a delivery and what came of it. */
@Entity('field_push_attempts')
@Index('field_push_attempts_delivery_idx', ['deliveryId'])
export class FieldPushAttemptEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'field_push_attempts_pkey',
  })
  id!: string;

  @Column({ name: 'delivery_id', type: 'bigint' })
  @ForeignKey('field_push_deliveries', { name: 'field_push_attempts_delivery_fkey', onDelete: 'CASCADE' })
  deliveryId!: string;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date;

  @Column({ name: 'duration_ms', type: 'integer' })
  durationMs!: number;

  @Column({ type: 'integer', nullable: true })
  status!: number | null;

  @Column({ name: 'encrypted_answer', type: 'text', nullable: true })
  encryptedAnswer!: string | null;

  @Column({ name: 'encrypted_error', type: 'text', nullable: true })
  encryptedError!: string | null;
}
