import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An access token that is refused although it has not expired. */
@Entity('revoked_tokens')
@Index('revoked_tokens_expires_idx', ['expiresAt'])
export class RevokedTokenEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'revoked_tokens_pkey' })
  jti!: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
