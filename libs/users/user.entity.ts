import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A person who works in the partition; without a department, in all of them. */
@Entity('users')
@Index('users_login_key', { synchronize: false })
@Index('users_email_key', { synchronize: false })
export class UserEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'users_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  login!: string;

  @Column({ name: 'password_hash', type: 'text', nullable: true })
  passwordHash!: string | null;

  @Column({ name: 'first_name', type: 'text', nullable: true })
  firstName!: string | null;

  @Column({ name: 'last_name', type: 'text', nullable: true })
  lastName!: string | null;

  @Column({ name: 'email_address', type: 'text', nullable: true })
  emailAddress!: string | null;

  @Column({ name: 'department_id', type: 'bigint', nullable: true })
  @ForeignKey('departments', { name: 'users_department_fkey' })
  departmentId!: string | null;

  @Column({ name: 'foreign_department_ids', type: 'bigint', array: true, default: '{}' })
  foreignDepartmentIds!: string[];

  @Column({ type: 'text', array: true, default: '{}' })
  privileges!: string[];

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
