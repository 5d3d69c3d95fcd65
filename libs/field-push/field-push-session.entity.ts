import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an agent's form held when it was last heard of, and what has been pushed of it. */
@Entity('field_push_sessions')
@Index('field_push_sessions_record_idx', ['object', 'recordId'])
export class FieldPushSessionEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'field_push_sessions_pkey' })
  id!: string;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  object!: string;

  /** Null for a draft. */
  @Column({ name: 'record_id', type: 'bigint', nullable: true })
  recordId!: string | null;

  /** What the form holds, and what goes with it. */
  @Column({ name: 'encrypted_form', type: 'text' })
  encryptedForm!: string;

  /** The number of the latest change. */
  @Column({ type: 'integer', default: 0 })
  sequence!: number;

  /** By field, the change that set it last. */
  @Column({ name: 'field_sequences', type: 'jsonb', default: '{}' })
  fieldSequences!: unknown;

  /** By push, the change that it was sent for last. */
  @Column({ name: 'push_sequences', type: 'jsonb', default: '{}' })
  pushSequences!: unknown;

  @Column({ name: 'used_at', type: 'timestamptz' })
  usedAt!: Date;
}
