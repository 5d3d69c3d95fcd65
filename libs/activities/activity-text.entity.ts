import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an activity is found by: the terms of its subject, content and custom attributes (docs/search.md). */
@Entity('activity_texts')
@Index('activity_texts_document_idx', { synchronize: false })
export class ActivityTextEntity {
  @PrimaryColumn({ name: 'activity_id', type: 'bigint', primaryKeyConstraintName: 'activity_texts_pkey' })
  activityId!: string;

  @Column({ type: 'tsvector' })
  document!: string;
}
