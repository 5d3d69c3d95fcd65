import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** An email address of a department at which mail is received; unique in the partition (casemgr.md E-6). */
@Entity('aliases')
@Index('aliases_email_address_key', { synchronize: false })
export class AliasEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'aliases_pkey',
  })
  id!: string;

  @Column({ name: 'department_id', type: 'bigint' })
  @ForeignKey('departments', { name: 'aliases_department_fkey' })
  departmentId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'email_address', type: 'text' })
  emailAddress!: string;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'queue_id', type: 'bigint', nullable: true })
  @ForeignKey('queues', { name: 'aliases_queue_fkey' })
  queueId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
