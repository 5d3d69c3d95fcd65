import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** How mail to an alias is taken in, where it differs from the implicit account of the alias (mail-gateway.md §7). */
@Entity('inbound_accounts')
@Unique('inbound_accounts_alias_key', ['aliasId'])
export class InboundAccountEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'inbound_accounts_pkey' })
  id!: string;

  @Column({ name: 'alias_id', type: 'bigint' })
  @ForeignKey('aliases', { name: 'inbound_accounts_alias_fkey' })
  aliasId!: string;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'table_name', type: 'text', default: 'case' })
  tableName!: string;

  @Column({ type: 'jsonb' })
  records!: unknown;

  @Column({ name: 'allow_create', type: 'boolean', default: true })
  allowCreate!: boolean;

  @Column({ type: 'jsonb' })
  answers!: unknown;

  @Column({ type: 'jsonb', default: [] })
  templates!: unknown;

  @Column({ type: 'jsonb' })
  access!: unknown;

  @Column({ type: 'jsonb' })
  headers!: unknown;

  @Column({ type: 'jsonb', nullable: true })
  imap!: unknown;

  @Column({ name: 'authserv_id', type: 'text', nullable: true })
  authservId!: string | null;

  @Column({ name: 'retention_days', type: 'integer' })
  retentionDays!: number;

  @Column({ name: 'maximum_size_mb', type: 'integer', nullable: true })
  maximumSizeMB!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
