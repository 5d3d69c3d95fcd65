import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Users, and what they may do in the tables of records. */
@Entity('groups')
@Index('groups_name_key', { synchronize: false })
export class GroupEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'groups_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'user_ids', type: 'bigint', array: true, default: '{}' })
  userIds!: string[];

  @Column({ type: 'jsonb', default: {} })
  tables!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
