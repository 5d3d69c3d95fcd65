import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A person of a customer; the one who signs in. */
@Entity('contacts')
@Index('contacts_login_key', { synchronize: false })
@Index('contacts_customer_idx', ['customerId'])
@Index('contacts_name_idx', { synchronize: false })
export class ContactEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'contacts_pkey',
  })
  id!: string;

  @Column({ name: 'customer_id', type: 'bigint' })
  @ForeignKey('customers', { name: 'contacts_customer_fkey' })
  customerId!: string;

  @Column({ type: 'text', nullable: true })
  login!: string | null;

  @Column({ name: 'password_hash', type: 'text', nullable: true })
  passwordHash!: string | null;

  @Column({ name: 'first_name', type: 'text', nullable: true })
  firstName!: string | null;

  @Column({ name: 'middle_name', type: 'text', nullable: true })
  middleName!: string | null;

  @Column({ name: 'last_name', type: 'text', nullable: true })
  lastName!: string | null;

  @Column({ type: 'jsonb', default: '{}' })
  details!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
