import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A mail as it came, by its content; how many accounts it came for does not matter. */
@Entity('raw_mails')
@Unique('raw_mails_blob_key_key', ['blobKey'])
export class RawMailEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'raw_mails_pkey' })
  sha256!: string;

  @Column({ type: 'bigint' })
  size!: string;

  @Column({ type: 'bytea', nullable: true })
  content!: Buffer | null;

  @Column({ name: 'blob_key', type: 'text', nullable: true })
  blobKey!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
