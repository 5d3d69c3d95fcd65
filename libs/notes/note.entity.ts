import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What somebody who works here has written down about an activity, a case or a customer; customers never see it. */
@Entity('notes')
@Index('notes_object_idx', ['object', 'objectId', 'id'])
export class NoteEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'notes_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  object!: string;

  @Column({ name: 'object_id', type: 'bigint' })
  objectId!: string;

  @Column({ type: 'text' })
  content!: string;

  @Column({ name: 'created_by', type: 'jsonb' })
  createdBy!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
