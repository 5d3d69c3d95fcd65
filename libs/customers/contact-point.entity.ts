import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A way to reach a contact. An email address belongs to one contact point per `addressScope` (casemgr.md C-6). */
@Entity('contact_points')
@Index('contact_points_customer_idx', ['customerId'])
@Index('contact_points_contact_idx', ['contactId'])
@Index('contact_points_phone_idx', { synchronize: false })
@Index('contact_points_social_idx', { synchronize: false })
@Unique('contact_points_email_key', ['emailKey', 'addressScope'])
export class ContactPointEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'contact_points_pkey',
  })
  id!: string;

  @Column({ name: 'customer_id', type: 'bigint' })
  @ForeignKey('customers', { name: 'contact_points_customer_fkey' })
  customerId!: string;

  @Column({ name: 'contact_id', type: 'bigint' })
  @ForeignKey('contacts', { name: 'contact_points_contact_fkey' })
  contactId!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ name: 'email_address', type: 'text', nullable: true })
  emailAddress!: string | null;

  @Column({ name: 'email_key', type: 'text', nullable: true })
  emailKey!: string | null;

  @Column({ name: 'address_scope', type: 'bigint', default: 0 })
  addressScope!: string;

  @Column({ name: 'is_primary', type: 'boolean', default: false })
  isPrimary!: boolean;

  @Column({ type: 'boolean', default: true })
  verified!: boolean;

  @Column({ type: 'jsonb', default: '{}' })
  details!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
