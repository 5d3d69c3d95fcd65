import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What the authorization server keeps between two requests: interactions, codes, refresh tokens, grants. */
@Entity('oidc_payloads')
@Index('oidc_payloads_grant_idx', ['grantId'])
@Index('oidc_payloads_expires_idx', ['expiresAt'])
export class OidcPayloadEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'oidc_payloads_pkey' })
  model!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'oidc_payloads_pkey' })
  key!: string;

  @Column({ type: 'json' })
  payload!: object;

  @Column({ name: 'grant_id', type: 'text', nullable: true })
  grantId!: string | null;

  @Column({ name: 'consumed_at', type: 'timestamptz', nullable: true })
  consumedAt!: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
