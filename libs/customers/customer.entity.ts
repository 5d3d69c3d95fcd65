import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A customer; without a department it is shared by all of them (casemgr.md C-8). */
@Entity('customers')
@Unique('customers_external_id_key', ['externalId'])
@Index('customers_created_idx', ['createdAt', 'id'])
@Index('customers_custom_idx', { synchronize: false })
@Index('customers_name_idx', { synchronize: false })
export class CustomerEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'customers_pkey',
  })
  id!: string;

  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null;

  @Column({ type: 'text' })
  type!: string;

  @Column({ name: 'department_id', type: 'bigint', nullable: true })
  @ForeignKey('departments', { name: 'customers_department_fkey' })
  departmentId!: string | null;

  @Column({ name: 'customer_name', type: 'text', nullable: true })
  customerName!: string | null;

  @Column({ name: 'group_type', type: 'text', nullable: true })
  groupType!: string | null;

  @Column({ type: 'jsonb', default: '{}' })
  details!: unknown;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'created_by', type: 'jsonb', nullable: true })
  createdBy!: unknown;

  @Column({ name: 'last_modified_by', type: 'jsonb', nullable: true })
  lastModifiedBy!: unknown;

  @Column({ name: 'last_modified_at', type: 'timestamptz', default: () => 'now()' })
  lastModifiedAt!: Date;

  @Column({ name: 'obfuscated_at', type: 'timestamptz', nullable: true })
  obfuscatedAt!: Date | null;
}
