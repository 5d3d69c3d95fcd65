import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** An attribute that an admin has added to activities, cases or customers (casemgr.md B-16). */
@Entity('custom_attributes')
@Unique('custom_attributes_name_key', ['object', 'name'])
export class CustomAttributeEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'custom_attributes_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  object!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'data_type', type: 'text' })
  dataType!: string;

  @Column({ name: 'allowed_values', type: 'text', array: true, default: '{}' })
  allowedValues!: string[];

  @Column({ name: 'multi_select', type: 'boolean', default: false })
  multiSelect!: boolean;

  @Column({ type: 'integer', default: 255 })
  size!: number;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
