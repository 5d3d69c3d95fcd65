import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An activity that is linked to a record: what was said about it. */
@Entity('record_activities')
@Index('record_activities_activity_idx', ['activityId'])
export class RecordActivityEntity {
  @PrimaryColumn({ name: 'record_id', type: 'bigint', primaryKeyConstraintName: 'record_activities_pkey' })
  @ForeignKey('records', { name: 'record_activities_record_fkey' })
  recordId!: string;

  @PrimaryColumn({ name: 'activity_id', type: 'bigint', primaryKeyConstraintName: 'record_activities_pkey' })
  activityId!: string;

  @Column({ name: 'linked_at', type: 'timestamptz' })
  linkedAt!: Date;
}
