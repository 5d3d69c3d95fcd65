import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One entry of an append-only field. The database lets nobody change or remove it. */
@Entity('record_entries')
@Index('record_entries_field_idx', ['recordId', 'field', 'id'])
@Index('record_entries_activity_idx', { synchronize: false })
export class RecordEntryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'record_entries_pkey',
  })
  id!: string;

  @Column({ name: 'record_id', type: 'bigint' })
  @ForeignKey('records', { name: 'record_entries_record_fkey' })
  recordId!: string;

  @Column({ type: 'text' })
  field!: string;

  @Column({ type: 'text' })
  content!: string;

  @Column({ type: 'jsonb' })
  author!: unknown;

  /** Whether it is certain that the author is who it says. */
  @Column({ type: 'boolean', default: true })
  verified!: boolean;

  @Column({ name: 'message_id', type: 'text', nullable: true })
  messageId!: string | null;

  @Column({ name: 'activity_id', type: 'bigint', nullable: true })
  activityId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  erasedAt!: Date | null;
}
