import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One record of a table that an administrator has defined. */
@Entity('records')
@Index('records_table_idx', ['tableId', 'id'])
@Index('records_created_idx', ['tableId', 'createdAt', 'id'])
@Index('records_modified_idx', ['tableId', 'lastModifiedAt', 'id'])
@Index('records_merged_idx', { synchronize: false })
@Index('records_values_idx', { synchronize: false })
@Check('records_merged_into_check', 'merged_into <> id')
export class RecordEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'records_pkey',
  })
  id!: string;

  @Column({ name: 'table_id', type: 'integer' })
  @ForeignKey('record_tables', { name: 'records_table_fkey' })
  tableId!: number;

  @Column({ name: 'field_values', type: 'jsonb', default: {} })
  fieldValues!: unknown;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  deletedAt!: Date | null;

  /** The record that stands for this one; never one that was merged as well. */
  @Column({ name: 'merged_into', type: 'bigint', nullable: true })
  @ForeignKey('records', { name: 'records_merged_into_fkey' })
  mergedInto!: string | null;

  @Column({ name: 'created_by', type: 'jsonb' })
  createdBy!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'last_modified_by', type: 'jsonb' })
  lastModifiedBy!: unknown;

  @Column({ name: 'last_modified_at', type: 'timestamptz' })
  lastModifiedAt!: Date;
}
