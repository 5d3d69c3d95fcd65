import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A Message-ID of mail about a record, or one that it refers to. */
@Entity('record_message_ids')
@Index('record_message_ids_record_idx', ['recordId'])
export class RecordMessageIdEntity {
  @PrimaryColumn({ name: 'message_key', type: 'text', primaryKeyConstraintName: 'record_message_ids_pkey' })
  messageKey!: string;

  @PrimaryColumn({ name: 'record_id', type: 'bigint', primaryKeyConstraintName: 'record_message_ids_pkey' })
  @ForeignKey('records', { name: 'record_message_ids_record_fkey' })
  recordId!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
