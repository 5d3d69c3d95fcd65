import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A department's portal inbox; its id is chosen by an admin. */
@Entity('message_centers')
export class MessageCenterEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'message_centers_pkey' })
  id!: string;

  @Column({ name: 'department_id', type: 'bigint' })
  @ForeignKey('departments', { name: 'message_centers_department_fkey' })
  departmentId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'queue_id', type: 'bigint', nullable: true })
  @ForeignKey('queues', { name: 'message_centers_queue_fkey' })
  queueId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
