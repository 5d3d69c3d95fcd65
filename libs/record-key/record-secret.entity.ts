import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A secret that record keys are sealed with, or were. */
@Entity('record_secrets')
export class RecordSecretEntity {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'record_secrets_pkey' })
  number!: number;

  @Column({ name: 'encrypted_secret', type: 'text' })
  encryptedSecret!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'honoured_from', type: 'timestamptz', nullable: true })
  honouredFrom!: Date | null;
}
