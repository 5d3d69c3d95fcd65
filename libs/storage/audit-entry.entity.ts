import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what to which object, written with the change itself (casemgr.md E-1). */
@Entity('audit_entries')
@Index('audit_entries_object_idx', ['object', 'objectId', 'id'])
@Check('audit_entries_nameless_check', `actor ->> 'actor' <> 'customer' OR NOT actor ?| '{firstName,lastName}'`)
@Index('audit_entries_at_idx', { synchronize: false })
export class AuditEntryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'audit_entries_pkey',
  })
  id!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  @Column({ type: 'jsonb' })
  actor!: unknown;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  object!: string;

  @Column({ name: 'object_id', type: 'text' })
  objectId!: string;

  @Column({ name: 'remote_address', type: 'text', nullable: true })
  remoteAddress!: string | null;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;

  @Column({ type: 'jsonb', default: '{}' })
  detail!: unknown;
}
