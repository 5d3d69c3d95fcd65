import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A file in a field of a record. */
@Entity('record_files')
@Index('record_files_attachment_idx', ['attachmentId'])
export class RecordFileEntity {
  @PrimaryColumn({ name: 'record_id', type: 'bigint', primaryKeyConstraintName: 'record_files_pkey' })
  @ForeignKey('records', { name: 'record_files_record_fkey' })
  recordId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'record_files_pkey' })
  field!: string;

  @PrimaryColumn({ name: 'attachment_id', type: 'bigint', primaryKeyConstraintName: 'record_files_pkey' })
  @ForeignKey('attachments', { name: 'record_files_attachment_fkey', onDelete: 'CASCADE' })
  attachmentId!: string;
}
