import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Where the activities of a department wait; one queue of each department is its default (casemgr.md E-2). */
@Entity('queues')
@Index('queues_name_key', { synchronize: false })
@Index('queues_default_key', { synchronize: false })
export class QueueEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'queues_pkey',
  })
  id!: string;

  @Column({ name: 'department_id', type: 'bigint' })
  @ForeignKey('departments', { name: 'queues_department_fkey' })
  departmentId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'is_default', type: 'boolean', default: false })
  isDefault!: boolean;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
