import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What activities are sorted by: the first value of a custom attribute. Triggers keep it (docs/search.md). */
@Entity('activity_sort_keys')
@Index('activity_sort_keys_text_idx', ['name', 'textKey', 'activityId'])
@Index('activity_sort_keys_number_idx', ['name', 'numberKey', 'activityId'], { where: '(number_key IS NOT NULL)' })
export class ActivitySortKeyEntity {
  @PrimaryColumn({ name: 'activity_id', type: 'bigint', primaryKeyConstraintName: 'activity_sort_keys_pkey' })
  activityId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'activity_sort_keys_pkey' })
  name!: string;

  /** In small letters, as far as it is compared. */
  @Column({ name: 'text_key', type: 'text' })
  textKey!: string;

  /** Null for what is no whole number. */
  @Column({ name: 'number_key', type: 'bigint', nullable: true })
  numberKey!: string | null;
}
