import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A signature of desk headers that a mail was believed by (mail-gateway.md MX-15). */
@Entity('used_signatures')
@Index('used_signatures_used_at_idx', ['usedAt'])
export class UsedSignatureEntity {
  /** Of what is signed: Message-ID, Date and the headers. */
  @PrimaryColumn({ name: 'signed_hash', type: 'text', primaryKeyConstraintName: 'used_signatures_pkey' })
  signedHash!: string;

  /** Of the one mail that it is good for. */
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;

  @Column({ name: 'used_at', type: 'timestamptz', default: () => 'now()' })
  usedAt!: Date;
}
