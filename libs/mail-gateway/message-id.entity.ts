import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A Message-ID that was seen in a case or referred to there; replies are found by it (mail-gateway.md MF-1). */
@Entity('message_ids')
@Index('message_ids_case_idx', ['caseId'])
export class MessageIdEntity {
  @PrimaryColumn({ name: 'message_key', type: 'text', primaryKeyConstraintName: 'message_ids_pkey' })
  messageKey!: string;

  @PrimaryColumn({ name: 'case_id', type: 'bigint', primaryKeyConstraintName: 'message_ids_pkey' })
  @ForeignKey('cases', { name: 'message_ids_case_fkey' })
  caseId!: string;

  @Column({ type: 'text' })
  origin!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
