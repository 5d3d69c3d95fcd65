import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A table of records that an administrator has defined. */
@Entity('record_tables')
@Unique('record_tables_name_key', ['name'])
export class RecordTableEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'record_tables_pkey',
  })
  id!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  label!: string;

  @Column({ name: 'on_closed', type: 'text' })
  onClosed!: string;

  @Column({ type: 'jsonb' })
  fields!: unknown;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
