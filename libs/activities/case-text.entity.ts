import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a case is found by besides its activities: the terms of its subject (docs/search.md). */
@Entity('case_texts')
@Index('case_texts_document_idx', { synchronize: false })
export class CaseTextEntity {
  @PrimaryColumn({ name: 'case_id', type: 'bigint', primaryKeyConstraintName: 'case_texts_pkey' })
  caseId!: string;

  @Column({ type: 'tsvector' })
  document!: string;
}
