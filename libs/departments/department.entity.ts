import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A department of the partition; its name is unique without regard to case. */
@Entity('departments')
@Index('departments_name_key', { synchronize: false })
export class DepartmentEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'departments_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'enable_secure_messaging', type: 'boolean', nullable: true })
  enableSecureMessaging!: boolean | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
