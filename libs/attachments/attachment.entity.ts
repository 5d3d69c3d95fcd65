import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** An announced, uploaded or attached file; its bytes are in the blob store (casemgr.md §5). */
@Entity('attachments')
@Index('attachments_activity_idx', ['activityId', 'position'])
@Index('attachments_unattached_idx', { synchronize: false })
@Unique('attachments_alt_id_key', ['altId'])
@Unique('attachments_blob_key_key', ['blobKey'])
export class AttachmentEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'attachments_pkey',
  })
  id!: string;

  @Column({ name: 'alt_id', type: 'uuid' })
  altId!: string;

  @Column({ type: 'text' })
  app!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ name: 'file_name', type: 'text' })
  fileName!: string;

  @Column({ name: 'content_type', type: 'text' })
  contentType!: string;

  @Column({ type: 'bigint' })
  size!: string;

  @Column({ type: 'text', nullable: true })
  sha256!: string | null;

  @Column({ name: 'blob_key', type: 'text', nullable: true })
  blobKey!: string | null;

  @Column({ type: 'jsonb' })
  uploader!: unknown;

  @Column({ name: 'department_id', type: 'bigint', nullable: true })
  @ForeignKey('departments', { name: 'attachments_department_fkey' })
  departmentId!: string | null;

  @Column({ name: 'activity_id', type: 'bigint', nullable: true })
  activityId!: string | null;

  /** The record that an upload was put on. */
  @Column({ name: 'record_id', type: 'bigint', nullable: true })
  @ForeignKey('records', { name: 'attachments_record_fkey' })
  recordId!: string | null;

  @Column({ type: 'integer', default: 0 })
  position!: number;

  @Column({ type: 'boolean', default: false })
  inline!: boolean;

  @Column({ name: 'content_id', type: 'text', nullable: true })
  contentId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'uploaded_at', type: 'timestamptz', nullable: true })
  uploadedAt!: Date | null;
}
