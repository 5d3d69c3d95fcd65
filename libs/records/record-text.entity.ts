import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a record is found by: the terms of its values, or of one of its entries (docs/search.md). */
@Entity('record_texts')
@Index('record_texts_document_idx', { synchronize: false })
export class RecordTextEntity {
  @PrimaryColumn({ name: 'record_id', type: 'bigint', primaryKeyConstraintName: 'record_texts_pkey' })
  recordId!: string;

  /** 0: the values. */
  @PrimaryColumn({ name: 'entry_id', type: 'bigint', default: 0, primaryKeyConstraintName: 'record_texts_pkey' })
  entryId!: string;

  /** Of an entry. */
  @Column({ type: 'text', nullable: true })
  field!: string | null;

  @Column({ type: 'tsvector' })
  document!: string;
}
