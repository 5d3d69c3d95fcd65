import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where changes of fields are pushed to. */
@Entity('field_pushes')
export class FieldPushEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'field_pushes_pkey' })
  id!: string;

  @Column({ type: 'text' })
  object!: string;

  @Column({ type: 'text', array: true })
  fields!: string[];

  @Column({ type: 'text' })
  url!: string;

  @Column({ name: 'encrypted_secret', type: 'text' })
  encryptedSecret!: string;

  @Column({ name: 'encrypted_previous_secret', type: 'text', nullable: true })
  encryptedPreviousSecret!: string | null;

  @Column({ name: 'secret_changed_at', type: 'timestamptz', default: () => 'now()' })
  secretChangedAt!: Date;

  @Column({ type: 'text', array: true })
  occasions!: string[];

  @Column({ name: 'payload_style', type: 'text' })
  payloadStyle!: string;

  @Column({ name: 'timeout_ms', type: 'integer' })
  timeoutMs!: number;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
