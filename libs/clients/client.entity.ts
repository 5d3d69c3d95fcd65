import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A registered client application. */
@Entity('clients')
@Unique('clients_client_id_key', ['clientId'])
export class ClientEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'clients_pkey',
  })
  id!: string;

  @Column({ name: 'client_id', type: 'text' })
  clientId!: string;

  @Column({ name: 'encrypted_secret', type: 'text', nullable: true })
  encryptedSecret!: string | null;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', array: true, default: '{}' })
  scopes!: string[];

  @Column({ name: 'grant_types', type: 'text', array: true, default: '{client_credentials}' })
  grantTypes!: string[];

  @Column({ name: 'redirect_uris', type: 'text', array: true, default: '{}' })
  redirectUris!: string[];

  @Column({ name: 'allowed_origins', type: 'text', array: true, default: '{}' })
  allowedOrigins!: string[];

  @Column({ name: 'may_act_for', type: 'text', array: true, default: '{}' })
  mayActFor!: string[];

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
